// Who stands on the way to a site, told from one response: Faultline beside two tools that people use for this, on
// recorded responses with labels that stand beside the checkout. Neither was made for just this: wafw00f looks for
// firewalls, and asks a server, so it asks a local one that answers everything as recorded; simple-wappalyzer looks
// for whatever a page is made of.
//
//   node benches/attribution.mjs RESPONSES COMMAND TOOLS
//
// RESPONSES: the labelled responses; COMMAND: a built `faultline`; TOOLS: the folder in which both are installed.
// Prints one line of JSON: {responses, edges, origins, tools: [{name, edges, origins, foreign}]}.

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [file, command, tools] = process.argv.slice(2);
const responses = JSON.parse(readFileSync(file, 'utf8'));
/** What the tools call the providers, by our ids. */
const names = JSON.parse(readFileSync(new URL('./attribution/names.json', import.meta.url), 'utf8'));

/** Software that its own name does not place: it may run anywhere behind an edge, and labels name some of it only. */
const SOFTWARE = ['nginx', 'apache', 'varnish', 'envoy', 'kong', 'caddy', 'uvicorn'];

const labelled = (role) => responses.flatMap(({ label }) => label[role]);
const known = { edge: new Set(labelled('edge')), origin: new Set(labelled('origin')) };
const told = { Faultline: ours(), wafw00f: await wafw00f(), 'simple-wappalyzer': await simpleWappalyzer() };
const report = Object.entries(told).map(([name, providers]) => compare(name, providers));
const [edges, origins] = [labelled('edge').length, labelled('origin').length];
console.log(JSON.stringify({ responses: responses.length, edges, origins, tools: report }));

/** By response: the ids that the path names. */
function ours() {
  const input = responses.map(({ url, status, headers, body }) =>
    JSON.stringify({ url: hasDomain(url) ? url : 'https://site.example/', status, headers: Object.entries(headers), body: body || null }),
  );
  const output = execFileSync(command, ['diagnose', '--ndjson'], { input: `${input.join('\n')}\n`, encoding: 'utf8' });
  const lines = output.trim().split('\n').map((line) => JSON.parse(line));
  return lines.map(({ path }) => path.map(({ provider }) => provider).filter(Boolean));
}

/** Every firewall that it finds, in a server that answers every request with the recorded response. */
async function wafw00f() {
  const server = createServer((request, answer) => {
    const response = responses[/^\/(\d+)\//.exec(request.url)?.[1]];
    if (!response) return answer.writeHead(400).end();
    const { status, headers, body } = response;
    const framing = ['content-length', 'content-encoding', 'transfer-encoding', 'connection'];
    answer.writeHead(status, Object.fromEntries(Object.entries(headers).filter(([name]) => !framing.includes(name.toLowerCase()))));
    answer.end(request.method === 'HEAD' ? '' : body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const found = [];
  const output = join(tools, 'wafw00f.json');
  for (const index of responses.keys()) {
    rmSync(output, { force: true });
    const url = `http://127.0.0.1:${server.address().port}/${index}/`;
    const run = spawn(join(tools, 'venv/bin/wafw00f'), ['-a', '-r', '-f', 'json', '-o', output, url], { stdio: 'ignore' });
    await once(run, 'exit');
    const answer = JSON.parse(readFileSync(output, 'utf8'));
    found.push(answer.map(({ firewall }) => firewall));
  }
  server.close();
  return found.map((list) => byId('wafw00f', list));
}

async function simpleWappalyzer() {
  const { resolve } = createRequire(pathToFileURL(join(tools, 'package.json')));
  const { default: analyze } = await import(pathToFileURL(resolve('simple-wappalyzer')));
  const found = [];
  for (const { url, headers, body } of responses) {
    const technologies = await analyze({ url, headers, html: body || '<!doctype html>' });
    found.push(byId('simple-wappalyzer', technologies.map(({ name }) => name)));
  }
  return found;
}

function byId(tool, list) {
  return Object.entries(names[tool]).flatMap(([name, id]) => (list.includes(name) ? [id] : []));
}

/**
 * How many labelled edges and origins a tool names, and how many of the labelled networks and platforms it names
 * where they have no part. What nobody labelled (a language, a framework) counts neither way.
 */
function compare(name, providers) {
  const sum = { name, edges: 0, origins: 0, foreign: 0 };
  responses.forEach(({ label }, index) => {
    const named = new Set(providers[index]);
    sum.edges += label.edge.filter((id) => named.has(id)).length;
    sum.origins += label.origin.filter((id) => named.has(id)).length;
    const all = [...label.edge, ...label.origin];
    const counts = (id) => (known.edge.has(id) || known.origin.has(id)) && !SOFTWARE.includes(id);
    sum.foreign += [...named].filter((id) => counts(id) && !all.includes(id)).length;
  });
  return sum;
}

function hasDomain(url) {
  return new URL(url).hostname.includes('.');
}
