// A certified OpenID provider for the login to be tested against, on the loopback interface, with keys of its own that
// live as long as it does. Ends when its standard input is closed.
//
//   node provider.mjs '{"par": "off" | "optional" | "required", "refresh": true | false}'
//
// prints one line of JSON when it is ready: { "issuer", "door", "client" }. The door, for the tests:
//
//   GET  {door}/log       what was asked so far: [{ route, grant, status, error, asked }]
//   PUT  {door}/next      what to do to the next answer of /token: { lose, id_token: {…tampering.mjs} }
//   POST {door}/rollover  new signing keys from now on

import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';
import { createMemoryAdapter } from 'oidc-provider/lib/adapters/memory_adapter.js';

import { CLIENT, configuration } from './configuration.mjs';
import { pages } from './pages.mjs';
import { tamper } from './tampering.mjs';

const DOOR = '/_test';
/** Seconds; this provider does not say it by itself, ID-porten does. */
const REFRESH_LIFETIME = 600;

const options = JSON.parse(process.argv[2] ?? '{}');
const adapter = createMemoryAdapter();
const seal = randomUUID();
const log = [];
let next = {};
let issuer;
let current;

/** A provider with fresh keys over the same grants. */
function provider() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = { privateKey, publicPem: publicKey.export({ type: 'spki', format: 'pem' }) };
  const jwk = { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: 'RS256' };
  const made = new Provider(issuer, configuration({ keys: [jwk], adapter, seal, options }));
  made.use(watch(key));
  made.use(pages(made));
  return made.callback();
}

/** Notes every answer, and changes the next one of `/token` when it was asked to. */
function watch(key) {
  return async (ctx, following) => {
    await following();
    const { route, params = {} } = ctx.oidc ?? {};
    if (!route) {
      return;
    }
    const { grant_type: grant, ...others } = params;
    const { error } = typeof ctx.body === 'object' ? (ctx.body ?? {}) : {};
    log.push({ route, grant, status: ctx.status, error, asked: asked(others) });
    if (route !== 'token' || ctx.status !== 200) {
      return;
    }
    const change = next;
    next = {};
    if (ctx.body.refresh_token) {
      ctx.body.refresh_token_expires_in = REFRESH_LIFETIME;
    }
    if (change.id_token) {
      ctx.body.id_token = await tamper(ctx.body.id_token, change.id_token, key);
    }
    if (change.lose) {
      ctx.respond = false;
      ctx.req.socket.destroy();
    }
  };
}

/** The parameters of a request, without what is secret in them. */
function asked(params) {
  const secret = ['code', 'code_verifier', 'refresh_token', 'token', 'state', 'nonce'];
  const entries = Object.entries(params).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [name, secret.includes(name) ? '…' : value]));
}

async function door(request, response) {
  const act = `${request.method} ${request.url.slice(DOOR.length)}`;
  response.setHeader('content-type', 'application/json');
  switch (act) {
    case 'GET /log':
      response.end(JSON.stringify(log));
      return;
    case 'PUT /next': {
      let text = '';
      for await (const chunk of request) {
        text += chunk;
      }
      next = JSON.parse(text);
      response.end('{}');
      return;
    }
    case 'POST /rollover':
      current = provider();
      response.end('{}');
      return;
    default:
      response.statusCode = 404;
      response.end('{}');
  }
}

const server = createServer((request, response) =>
  request.url.startsWith(`${DOOR}/`) ? door(request, response) : current(request, response),
);
server.listen(0, '127.0.0.1', () => {
  issuer = `http://127.0.0.1:${server.address().port}`;
  current = provider();
  process.stdout.write(`${JSON.stringify({ issuer, door: `${issuer}${DOOR}`, client: CLIENT })}\n`);
});
process.stdin.resume().on('end', () => process.exit(0));
