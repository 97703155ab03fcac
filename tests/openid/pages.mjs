// The provider's pages, without script: who is signing in, and what the program may do on that person's behalf.

import { CLIENT, PEOPLE, SCOPES, grant } from './configuration.mjs';

const ADDRESS = /^\/interaction\/[^/]+(?:\/(login|consent|abort))?$/;

/** Koa middleware that serves them. */
export function pages(provider) {
  return async (ctx, next) => {
    const [matched, act] = ADDRESS.exec(ctx.path) ?? [];
    if (!matched) {
      return next();
    }
    const details = await provider.interactionDetails(ctx.req, ctx.res);
    if (ctx.method === 'GET' && !act) {
      ctx.type = 'html';
      ctx.body = page(ctx.path, details);
      return undefined;
    }
    if (ctx.method !== 'POST' || !act) {
      ctx.status = 405;
      return undefined;
    }
    const form = await read(ctx.req);
    const result = await answer(provider, act, form, details);
    ctx.status = 303;
    ctx.redirect(await provider.interactionResult(ctx.req, ctx.res, result));
    ctx.body = '';
    return undefined;
  };
}

async function answer(provider, act, form, { grantId, params, session }) {
  switch (act) {
    case 'login':
      return { login: { accountId: form.get('person'), acr: form.get('acr'), amr: ['TestID'] } };
    case 'consent': {
      const accountId = session.accountId;
      const refused = form.getAll('refuse');
      const asked = params.scope.split(' ');
      return { consent: { grantId: await grant(provider, { accountId, asked, refused, grantId }) } };
    }
    default:
      return { error: 'access_denied', error_description: 'the person said no' };
  }
}

function page(at, { prompt }) {
  const option = (name) => `<option>${name}</option>`;
  const fields =
    prompt.name === 'login'
      ? `<select name="person">${Object.keys(PEOPLE).map(option).join('')}</select>
         <input name="acr" value="idporten-loa-substantial">`
      : SCOPES.map((scope) => `<input type="checkbox" name="refuse" value="${scope}">`).join('');
  return `<!doctype html><title>${CLIENT}</title>
    <form method="post" action="${at}/${prompt.name}">${fields}<button>OK</button></form>
    <form method="post" action="${at}/abort"><button>Avbryt</button></form>`;
}

/** A form's fields. */
async function read(request) {
  let text = '';
  for await (const chunk of request) {
    text += chunk;
  }
  return new URLSearchParams(text);
}
