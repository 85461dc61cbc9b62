// The local web: an https server that answers for every site of a table under
// its real name, with the recorded responses of tests/responses. It listens on
// loopback only; the browsers are told to find every host here, so that no
// request of a test can reach a real site.

import { readFileSync } from 'node:fs';
import { createServer as createPlainServer } from 'node:http';
import { createSecureServer } from 'node:http2';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { makeCertificate } from './certificate.mjs';
import { contentFor, readFixture } from './fixture.mjs';

const LOOPBACK = '127.0.0.1';

// Branded error pages ask for this sheet; ours is drawn for the recordings.
const STYLE_SHEET = '/cdn-cgi/styles/main.css';
const styles = readFileSync(new URL('./error-page.css', import.meta.url));

/**
 * Starts the web. `sites` maps a host to a scene, or to a function of the
 * request {host, path, method, purpose, count} that returns one, or to {folder},
 * the URL of a folder of files; `count` is 1 for the first document asked of
 * this host, and `purpose` says "prefetch" where a document is asked for in
 * advance. Sites can be added to `web.sites` later as long as their names were
 * announced: the certificate names them all.
 *
 * A scene is the name of a fixture, or {fixture, status, fields, content, delay, after};
 * the answer waits for the promise `after`, and `content` may be an async iterable of pieces, sent as they come. Only documents
 * are scenes; a site that answers for the parts of its pages too is {parts}, a
 * function of the request {host, path, destination, …} that returns a scene, or
 * nothing where there is no such part.
 */
export async function startWeb({ sites }) {
  // A recording that is missing should stop the run at once, not a page in the middle of it.
  Object.values(sites).filter((route) => typeof route === 'string').forEach(readFixture);
  const certificate = await makeCertificate(Object.keys(sites));
  const documents = new Map();
  const requests = [];
  const strays = new Set();

  const answer = async (request, response) => {
    const { host, pathname: path } = new URL(request.url, `https://${request.authority ?? request.headers.host}`);
    const route = Object.hasOwn(sites, host) ? sites[host] : undefined;
    if (route === undefined) {
      strays.add(host);
    }
    if (route !== undefined && path === STYLE_SHEET) {
      response.writeHead(200, { 'content-type': 'text/css', 'content-length': styles.length }).end(styles);
      return;
    }
    if (route?.folder) {
      sendFile(response, route.folder, path);
      return;
    }
    // Pages ask for icons and style sheets too.
    const destination = request.headers['sec-fetch-dest'] ?? 'document';
    const isDocument = destination === 'document';
    const count = (documents.get(host) ?? 0) + (isDocument ? 1 : 0);
    documents.set(host, count);
    const purpose = request.headers['sec-purpose'] ?? '';
    const asked = { host, path, destination, method: request.method, purpose, count };
    requests.push(asked);
    const scene = sceneOf(route, isDocument, asked);
    if (scene === undefined) {
      response.writeHead(404, { 'content-length': 0 }).end();
      return;
    }
    await send(response, host, scene);
  };

  const secure = createSecureServer({ ...certificate, allowHTTP1: true }, (request, response) => {
    answer(request, response).catch((error) => {
      // The test sees a page with this text instead of a scene that never ends.
      response.writeHead(418, { 'content-type': 'text/plain' }).end(String(error));
      console.error(error);
    });
  });
  const plain = createPlainServer(redirectToHttps);
  plain.on('connect', (request, socket) => tunnel(socket, secure.address().port));

  const connections = new Set();
  for (const [server, event] of [[secure, 'secureConnection'], [secure, 'connection'], [plain, 'connection']]) {
    server.on(event, (socket) => {
      connections.add(socket);
      socket.on('close', () => connections.delete(socket));
      // A browser that is being closed resets its connections; that is no error of ours.
      socket.on('error', () => socket.destroy());
    });
  }
  await Promise.all([secure, plain].map((server) => new Promise((ready) => server.listen(0, LOOPBACK, ready))));

  return {
    sites,
    spki: certificate.spki,
    /** Where https is spoken, and where plain http and a proxy's CONNECT are. */
    tlsPort: secure.address().port,
    plainPort: plain.address().port,
    /** How many documents a host was asked for. */
    documents: (host) => documents.get(host) ?? 0,
    /** The requests for documents and parts that a host got: {path, destination, method, purpose}. */
    requests: (host) => requests.filter((asked) => asked.host === host),
    /** The hosts outside the table that somebody asked for; they got a 404. */
    strays,
    async close() {
      const closed = [secure, plain].map((server) => new Promise((done) => server.close(done)));
      connections.forEach((socket) => socket.destroy());
      await Promise.all(closed);
    },
  };
}

function sceneOf(route, isDocument, asked) {
  if (route?.parts) {
    return route.parts(asked);
  }
  if (!isDocument) {
    return undefined;
  }
  return typeof route === 'function' ? route(asked) : route;
}

async function send(response, host, scene) {
  const { fixture: name, delay: milliseconds = 0, after, ...own } = typeof scene === 'string' ? { fixture: scene } : scene;
  const recorded = name && readFixture(name);
  const { status, fields, content } = {
    status: recorded?.status,
    fields: recorded?.fields ?? [],
    content: recorded ? contentFor(recorded, host) : Buffer.alloc(0),
    ...own,
  };
  await Promise.all([delay(milliseconds), after]);
  for (const [field, value] of fields) {
    response.appendHeader(field, value);
  }
  if (content[Symbol.asyncIterator]) {
    response.writeHead(status);
    await sendInPieces(response, content);
    return;
  }
  if (status !== 204) {
    response.setHeader('content-length', Buffer.byteLength(content));
  }
  response.writeHead(status);
  response.end(content);
}

/** Stops asking for pieces when the browser has left. */
async function sendInPieces(response, pieces) {
  for await (const piece of pieces) {
    if (response.destroyed || response.writableEnded) {
      return;
    }
    response.write(piece);
  }
  response.end();
}

const MEDIA_TYPES = { html: 'text/html', css: 'text/css', js: 'text/javascript', wasm: 'application/wasm' };

/** A file of a folder; the address has been normalised, so it cannot lead out of it. */
function sendFile(response, folder, path) {
  let content;
  try {
    content = readFileSync(new URL(`.${path}`, folder));
  } catch {
    response.writeHead(404, { 'content-length': 0 }).end();
    return;
  }
  const type = MEDIA_TYPES[path.split('.').at(-1)] ?? 'application/octet-stream';
  response.writeHead(200, { 'content-type': type, 'content-length': content.length }).end(content);
}

/** What a person types without "https://" comes here first. */
function redirectToHttps(request, response) {
  const { host, pathname, search } = new URL(request.url, `http://${request.headers.host}`);
  response.writeHead(301, { location: `https://${host}${pathname}${search}`, 'content-length': 0 }).end();
}

/** Firefox has no switch that maps hosts, so it comes through this proxy. */
function tunnel(socket, port) {
  const upstream = connect(port, LOOPBACK, () => {
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    upstream.pipe(socket).pipe(upstream);
  });
  upstream.on('error', () => socket.destroy());
  socket.on('close', () => upstream.destroy());
}
