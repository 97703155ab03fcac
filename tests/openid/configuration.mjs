// The provider's configuration: as near to ID-porten's as a general provider comes.

import { createHash } from 'node:crypto';

/** The one client: public and native, as a desktop app is registered. */
export const CLIENT = 'fullmakt-openid-test';

/** What the client may ask for. Nobody here knows what the scopes open. */
export const SCOPES = [
  'openid',
  'profile',
  'altinn:accessmanagement/authorizedparties',
  'altinn:accessmanagement/enduser:connections:toothers.read',
];

/**
 * People who can sign in, all made up: the months of their numbers are 80 too high, as synthetic ones are. The last
 * one has no number, as some foreigners at ID-porten have none.
 */
export const PEOPLE = {
  kari: { pid: '28876895937', locale: 'nb' },
  ola: { pid: '12888012391', locale: 'nn' },
  visitor: { locale: 'en' },
};

/** The one resource that every API scope belongs to. */
const RESOURCE = 'urn:fullmakt:test:altinn';

/**
 * @param {object[]} keys private signing keys, as JWKs
 * @param {Function} adapter where grants and tokens are kept
 * @param {string} seal the key of the cookies
 * @param {{ par?: 'off' | 'optional' | 'required', refresh?: boolean }} options
 */
export function configuration({ keys, adapter, seal, options }) {
  const { par = 'optional', refresh = true } = options;
  return {
    adapter,
    jwks: { keys },
    clients: [
      {
        client_id: CLIENT,
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        grant_types: refresh ? ['authorization_code', 'refresh_token'] : ['authorization_code'],
        response_types: ['code'],
        redirect_uris: ['http://127.0.0.1/callback'],
        subject_type: 'pairwise',
        require_auth_time: true,
        scope: SCOPES.join(' '),
      },
    ],
    scopes: SCOPES,
    claims: { openid: ['sub', 'pid'], profile: ['locale'] },
    // ID-porten puts the number into the id_token itself.
    conformIdTokenClaims: false,
    subjectTypes: ['pairwise'],
    pairwiseIdentifier: (_, account, client) =>
      createHash('sha256').update(`${client.clientId} ${account}`).digest('base64url'),
    responseTypes: ['code'],
    clientAuthMethods: ['none', 'client_secret_basic', 'client_secret_post', 'private_key_jwt'],
    acrValues: ['idporten-loa-low', 'idporten-loa-substantial', 'idporten-loa-high'],
    discovery: { ui_locales_supported: ['nb', 'nn', 'en', 'se'] },
    pkce: { required: () => true },
    routes: {
      authorization: '/authorize',
      token: '/token',
      pushed_authorization_request: '/par',
      jwks: '/jwks.json',
      userinfo: '/userinfo',
      revocation: '/revoke',
      introspection: '/tokeninfo',
      end_session: '/logout',
    },
    ttl: {
      AccessToken: 120,
      AuthorizationCode: 60,
      Grant: 7200,
      IdToken: 120,
      Interaction: 600,
      RefreshToken: 600,
      Session: 7200,
    },
    // At ID-porten, tokens with scopes of an API outlive the session in the browser.
    expiresWithSession: async () => false,
    issueRefreshToken: async (_, client) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: true,
    features: {
      devInteractions: { enabled: false },
      introspection: { enabled: true },
      revocation: { enabled: true },
      rpInitiatedLogout: { enabled: true },
      pushedAuthorizationRequests: {
        enabled: par !== 'off',
        requirePushedAuthorizationRequests: par === 'required',
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: SCOPES.join(' '),
          // ID-porten's tokens have none; this provider's must.
          audience: 'unspecified',
          accessTokenFormat: 'jwt',
          accessTokenTTL: 120,
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    cookies: { keys: [seal] },
    findAccount: (_, id) =>
      PEOPLE[id] && { accountId: id, claims: () => ({ sub: id, ...PEOPLE[id] }) },
    extraTokenClaims: () => ({ client_amr: 'none' }),
    renderError: (ctx, { error }) => {
      ctx.type = 'text/plain';
      ctx.body = error;
    },
  };
}

/**
 * Notes what the person allowed, and gives the grant's id. A scope is this provider's own and the resource's at once,
 * so it is granted, or refused, on both sides.
 */
export async function grant(provider, { accountId, asked, refused, grantId }) {
  const known = grantId && (await provider.Grant.find(grantId));
  const given = known || new provider.Grant({ accountId, clientId: CLIENT });
  const allowed = asked.filter((scope) => SCOPES.includes(scope) && !refused.includes(scope)).join(' ');
  given.addOIDCScope(allowed);
  given.addResourceScope(RESOURCE, allowed);
  if (refused.length > 0) {
    given.rejectOIDCScope(refused.join(' '));
    given.rejectResourceScope(RESOURCE, refused.join(' '));
  }
  return given.save();
}
