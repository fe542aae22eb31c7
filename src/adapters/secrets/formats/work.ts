/** Notes, tasks, design and sites: formats of their tokens. */
import type { Provider } from './token-format.ts';

export const WORK: readonly Provider[] = [
  {
    name: 'Notion',
    source: 'https://developers.notion.com/docs/authorization',
    tokens: [
      { what: 'integration token', pattern: 'ntn_[0-9]{11}[A-Za-z0-9]{35}' },
      { what: 'integration token', pattern: 'secret_[A-Za-z0-9]{43}' },
    ],
  },
  {
    name: 'Linear',
    source: 'https://linear.app/developers/graphql',
    tokens: [
      { what: 'API key', pattern: 'lin_api_[A-Za-z0-9]{40}' },
      { what: 'OAuth token', pattern: 'lin_oauth_[0-9a-f]{64}' },
    ],
  },
  {
    name: 'Asana',
    source: 'https://developers.asana.com/docs/personal-access-token',
    tokens: [
      {
        what: 'personal access token',
        pattern: '[12]/[0-9]{10,17}(?:/[0-9]{10,17})?:[0-9a-f]{32}',
        words: ['1/', '2/'],
      },
    ],
  },
  {
    name: 'ClickUp',
    source: 'https://developer.clickup.com/docs/authentication',
    tokens: [{ what: 'API token', pattern: 'pk_[0-9]{6,9}_[A-Z0-9]{32}' }],
  },
  {
    name: 'Figma',
    source: 'https://www.figma.com/developers/api#access-tokens',
    tokens: [
      { what: 'access token', pattern: 'fig[dour]_[A-Za-z0-9_-]{40,200}', words: ['figd_', 'figo_', 'figu_', 'figr_'] },
    ],
  },
  {
    name: 'Typeform',
    source: 'https://www.typeform.com/developers/get-started/personal-access-token/',
    tokens: [{ what: 'personal access token', pattern: 'tfp_[A-Za-z0-9_.=-]{40,61}' }],
  },
  {
    name: 'Beamer',
    source: 'https://www.getbeamer.com/api',
    tokens: [{ what: 'API key', pattern: 'b_[A-Za-z0-9=_-]{44}' }],
  },
  {
    name: 'Frame.io',
    source: 'https://developer.frame.io/docs/getting-started/authentication',
    tokens: [{ what: 'developer token', pattern: 'fio-u-[A-Za-z0-9=_-]{64}' }],
  },
  {
    name: 'Dropbox',
    source: 'https://www.dropbox.com/developers/documentation/http/documentation',
    tokens: [
      { what: 'access token', pattern: 'sl\\.[A-Za-z0-9_-]{130,200}' },
      { what: 'access token', pattern: 'sl\\.u\\.[A-Za-z0-9_-]{130,1400}' },
    ],
  },
  {
    name: 'Adobe',
    source: 'https://developer.adobe.com/developer-console/docs/guides/authentication/OAuth/',
    tokens: [{ what: 'client secret', pattern: 'p8e-[A-Za-z0-9_-]{32}' }],
  },
  {
    name: 'Cal.com',
    source: 'https://cal.com/docs/api-reference/v2/introduction',
    tokens: [{ what: 'API key', pattern: 'cal_(?:live_|test_)?[0-9a-f]{32}' }],
  },
  {
    name: 'Tally',
    source: 'https://developers.tally.so/api-reference/api-keys',
    tokens: [{ what: 'API key', pattern: 'tly-[A-Za-z0-9]{32}' }],
  },
  {
    name: 'Lichess',
    source: 'https://lichess.org/api#section/Introduction/Authentication',
    tokens: [{ what: 'personal access token', pattern: 'lip_[A-Za-z0-9]{20}' }],
  },
  {
    name: 'Thunderstore',
    source: 'https://thunderstore.io/api/docs/',
    tokens: [{ what: 'API token', pattern: 'tss_[A-Za-z0-9]{30,40}' }],
  },
  {
    name: 'Convex',
    source: 'https://docs.convex.dev/cli/deploy-key-types',
    tokens: [
      {
        what: 'deploy key',
        pattern: '(?:prod|preview|dev):[a-z]{3,12}-[a-z]{3,12}-[0-9]{1,4}\\|[A-Za-z0-9+/=]{40,400}',
        words: ['prod:', 'preview:', 'dev:'],
      },
    ],
  },
  {
    name: 'Liveblocks',
    source: 'https://liveblocks.io/docs/authentication',
    tokens: [{ what: 'secret key', pattern: 'sk_(?:dev|prod)_[A-Za-z0-9_-]{64}', words: ['sk_dev_', 'sk_prod_'] }],
  },
  {
    name: 'Contentstack',
    source: 'https://www.contentstack.com/docs/developers/create-tokens/about-management-tokens',
    tokens: [{ what: 'management token', pattern: 'cs[0-9a-f]{36}' }],
  },
  {
    name: 'Flagsmith',
    source: 'https://docs.flagsmith.com/clients/server-side',
    tokens: [{ what: 'server-side key', pattern: 'ser\\.[A-Za-z0-9]{22}' }],
  },
  {
    name: 'Clerk',
    source: 'https://clerk.com/docs/deployments/clerk-environment-variables',
    tokens: [{ what: 'secret key', pattern: 'sk_(?:live|test)_[A-Za-z0-9]{42}', words: ['sk_live_', 'sk_test_'] }],
  },
  {
    name: 'WorkOS',
    source: 'https://workos.com/docs/reference/api-keys',
    tokens: [
      { what: 'API key', pattern: 'sk_(?:live_|test_)?[A-Za-z0-9]{40,100}', words: ['sk_live_', 'sk_test_', 'sk_'] },
    ],
  },
];
