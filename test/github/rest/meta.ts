/** What the API says of itself. */
import { ok, type Handlers } from './call.ts';

export const META_HANDLERS = {
  'meta/get': () => ok({ verifiable_password_authentication: false, hooks: ['127.0.0.1/32'], git: ['127.0.0.1/32'] }),
  // The links of the real one fill a page; nobody reads them here.
  'meta/root': ({ world: { url } }) => {
    const body = JSON.stringify({ current_user_url: `${url}/user`, rate_limit_url: `${url}/rate_limit` });
    return { kind: 'text', status: 200, type: 'application/json; charset=utf-8', body };
  },
  'rate-limit/get': (call) => {
    const state = call.limits.state(call.actor);
    return ok({ resources: { core: state, search: state, graphql: state }, rate: state });
  },
} satisfies Handlers;
