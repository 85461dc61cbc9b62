//! Building a page: elements with classes, text and children. Text is always text, never markup.

use web_sys::{Element, Node};

/// An element with a class and children.
pub fn element(name: &str, class: &str, children: &[&Node]) -> Element {
    let element = gloo_utils::document().create_element(name).expect("a valid element name");
    if !class.is_empty() {
        element.set_class_name(class);
    }
    for child in children {
        append(&element, child);
    }
    element
}

/// An element with a class and a text.
pub fn text(name: &str, class: &str, content: &str) -> Element {
    let element = element(name, class, &[]);
    element.set_text_content(Some(content));
    element
}

/// A button that does something when it is pressed.
#[cfg(not(feature = "www"))]
pub fn button(label: &str, pressed: impl Fn() + 'static) -> Element {
    let button = text("button", "", label);
    set(&button, "type", "button");
    gloo_events::EventListener::new(&button, "click", move |_| pressed()).forget();
    button
}

/// A button that is not what the page is about.
#[cfg(not(feature = "www"))]
pub fn quiet_button(label: &str, pressed: impl Fn() + 'static) -> Element {
    let button = button(label, pressed);
    button.set_class_name("quiet");
    button
}

/// A box that is ticked or not, with its label, that does something when that changes.
#[cfg(not(feature = "www"))]
pub fn checkbox(label: &str, ticked: bool, changed: impl Fn() + 'static) -> Element {
    let input = element("input", "", &[]);
    set(&input, "type", "checkbox");
    if ticked {
        set(&input, "checked", "");
    }
    gloo_events::EventListener::new(&input, "change", move |_| changed()).forget();
    element("label", "", &[&input, &text("span", "", label)])
}

/// The element with this id, if the page has one.
#[cfg(not(feature = "www"))]
pub fn by_id(id: &str) -> Option<Element> {
    gloo_utils::document().get_element_by_id(id)
}

/// Adds a child; an element of our own making takes every child of our own making.
pub fn append(parent: &Element, child: &Node) {
    parent.append_child(child).expect("an element takes a child");
}

/// Sets an attribute whose name is ours.
pub fn set(element: &Element, name: &str, value: &str) {
    element.set_attribute(name, value).expect("a valid attribute name");
}

/// A drawing of 24 by 24 units with one path, in the colour of the text around it.
pub fn drawing(class: &str, path: &str) -> Element {
    const SVG: Option<&str> = Some("http://www.w3.org/2000/svg");
    let document = gloo_utils::document();
    let svg = document.create_element_ns(SVG, "svg").expect("a valid element name");
    set(&svg, "viewBox", "0 0 24 24");
    set(&svg, "class", class);
    set(&svg, "aria-hidden", "true");
    let line = document.create_element_ns(SVG, "path").expect("a valid element name");
    set(&line, "d", path);
    append(&svg, &line);
    svg
}
