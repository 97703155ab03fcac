// Changes one thing in an answer that the provider itself would never get wrong.

import { createSecretKey, generateKeyPairSync } from 'node:crypto';
import { SignJWT, UnsecuredJWT, decodeJwt, decodeProtectedHeader } from 'jose';

/**
 * Rewrites an id_token.
 *
 * @param {string} token as the provider made it
 * @param {{ claims?: object, shift?: Record<string, number>, signature?: string }} change
 *   `claims`: claims to replace, `null` takes one away; `shift`: times to move, in seconds; `signature`: `published`
 *   (the provider's own key, when left out), `none`, `hs256` (with the public key as the secret), `forged` (another
 *   key under the same name), `unknown-kid`.
 * @param {{ privateKey: import('node:crypto').KeyObject, publicPem: string }} key the provider's
 */
export async function tamper(token, change, key) {
  const claims = decodeJwt(token);
  const { kid } = decodeProtectedHeader(token);
  for (const [name, value] of Object.entries(change.claims ?? {})) {
    if (value === null) {
      delete claims[name];
    } else {
      claims[name] = value;
    }
  }
  for (const [name, seconds] of Object.entries(change.shift ?? {})) {
    claims[name] += seconds;
  }
  const signed = (header, by) => new SignJWT(claims).setProtectedHeader(header).sign(by);
  switch (change.signature ?? 'published') {
    case 'published':
      return signed({ alg: 'RS256', kid }, key.privateKey);
    case 'unknown-kid':
      return signed({ alg: 'RS256', kid: `${kid}-2` }, key.privateKey);
    case 'forged':
      return signed({ alg: 'RS256', kid }, generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey);
    case 'hs256':
      return signed({ alg: 'HS256', kid }, createSecretKey(Buffer.from(key.publicPem)));
    case 'none':
      return new UnsecuredJWT(claims).encode();
    default:
      throw new Error(`no such signature: ${change.signature}`);
  }
}
