/** Chat, mail, telephony and social networks: formats of their tokens. */
import type { Provider } from './token-format.ts';

export const TALK: readonly Provider[] = [
  {
    name: 'Slack',
    source: 'https://docs.slack.dev/authentication/tokens',
    tokens: [
      { what: 'bot token', pattern: 'xoxb-[0-9]{8,14}-[A-Za-z0-9-]{18,60}' },
      {
        what: 'user token',
        pattern: 'xox[pe]-[0-9]{8,14}-[0-9]{8,14}-(?:[0-9]{8,14}-)?[A-Za-z0-9]{28,66}',
        words: ['xoxp-', 'xoxe-'],
      },
      { what: 'app token', pattern: 'xapp-[0-9]-[A-Z0-9]{8,14}-[0-9]{8,16}-[0-9a-f]{32,80}' },
      { what: 'configuration token', pattern: 'xoxe\\.xox[bp]-[0-9]-[A-Za-z0-9]{146,190}', words: ['xoxe.xox'] },
      { what: 'refresh token', pattern: 'xoxe-[0-9]-[A-Za-z0-9]{146,190}' },
      {
        what: 'legacy token',
        pattern: 'xox[aors]-(?:[0-9]-)?[0-9]{6,14}-[0-9]{6,14}-[A-Za-z0-9-]{10,60}',
        words: ['xoxa-', 'xoxo-', 'xoxr-', 'xoxs-'],
      },
      {
        what: 'webhook',
        pattern: 'https://hooks\\.slack(?:-gov)?\\.com/(?:services|workflows|triggers)/[A-Za-z0-9+/_-]{40,80}',
        words: ['https://hooks.slack.com/', 'https://hooks.slack-gov.com/'],
      },
    ],
  },
  {
    name: 'Discord',
    source: 'https://discord.com/developers/docs/reference#authentication',
    tokens: [
      {
        what: 'webhook',
        pattern: 'https://(?:ptb\\.|canary\\.)?discord(?:app)?\\.com/api/webhooks/[0-9]{17,20}/[A-Za-z0-9_-]{60,80}',
        words: ['https://discord', 'https://ptb.discord', 'https://canary.discord'],
      },
    ],
  },
  {
    name: 'Telegram',
    source: 'https://core.telegram.org/bots/api#authorizing-your-bot',
    tokens: [{ what: 'bot token', pattern: '[0-9]{8,10}:AA[A-Za-z0-9_-]{33}', words: [':aa'], lead: [10, 9, 8] }],
  },
  {
    name: 'Microsoft Teams',
    source:
      'https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook',
    tokens: [
      {
        what: 'webhook',
        pattern:
          'https://[a-z0-9-]{1,60}\\.webhook\\.office\\.com/webhookb2/[0-9a-f@-]{36,80}/IncomingWebhook/[0-9a-f]{32}/[0-9a-f-]{36}',
        words: ['https://'],
      },
    ],
  },
  {
    name: 'Twilio',
    source: 'https://www.twilio.com/docs/glossary/what-is-a-sid',
    tokens: [{ what: 'API key', pattern: 'SK[0-9a-f]{32}' }],
  },
  {
    name: 'SendGrid',
    source: 'https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys',
    tokens: [
      { what: 'API key', pattern: 'SG\\.[A-Za-z0-9_-]{20,24}\\.[A-Za-z0-9_-]{39,50}' },
      { what: 'API key', pattern: 'SG\\.[A-Za-z0-9=_-]{66}' },
    ],
  },
  {
    name: 'Mailgun',
    source: 'https://documentation.mailgun.com/docs/mailgun/user-manual/api-key-mgmt/rbac-mgmt',
    tokens: [{ what: 'API key', pattern: 'key-[0-9a-f]{32}' }],
  },
  {
    name: 'Mailchimp',
    source: 'https://mailchimp.com/developer/marketing/guides/quick-start/',
    tokens: [{ what: 'API key', pattern: '[0-9a-f]{32}-us[0-9]{1,2}', words: ['-us'], lead: [32] }],
  },
  {
    name: 'Mandrill',
    source: 'https://mailchimp.com/developer/transactional/guides/quick-start/',
    tokens: [{ what: 'API key', pattern: 'md-[A-Za-z0-9_-]{22}' }],
  },
  {
    name: 'Brevo',
    source: 'https://developers.brevo.com/docs/getting-started',
    tokens: [
      { what: 'API key', pattern: 'xkeysib-[0-9a-f]{64}-[A-Za-z0-9]{16}' },
      { what: 'SMTP key', pattern: 'xsmtpsib-[0-9a-f]{64}-[A-Za-z0-9]{16}' },
    ],
  },
  {
    name: 'Resend',
    source: 'https://resend.com/docs/dashboard/api-keys/introduction',
    tokens: [{ what: 'API key', pattern: 're_[A-Za-z0-9]{8}_[A-Za-z0-9]{24}' }],
  },
  {
    name: 'OneSignal',
    source: 'https://documentation.onesignal.com/docs/keys-and-ids',
    tokens: [{ what: 'API key', pattern: 'os_v2_(?:app|org)_[a-z0-9]{100,110}', words: ['os_v2_'] }],
  },
  {
    name: 'Courier',
    source: 'https://www.courier.com/docs/reference/intro',
    tokens: [{ what: 'API key', pattern: 'pk_(?:prod|test)_[A-Z0-9]{28}', words: ['pk_prod_', 'pk_test_'] }],
  },
  {
    name: 'Klaviyo',
    source: 'https://developers.klaviyo.com/en/docs/authenticate_',
    tokens: [{ what: 'private API key', pattern: 'pk_[0-9a-f]{34}' }],
  },
  {
    name: 'Nylas',
    source: 'https://developer.nylas.com/docs/v3/auth/',
    tokens: [{ what: 'API key', pattern: 'nyk_v0_[A-Za-z0-9]{60,90}' }],
  },
  {
    name: 'Telnyx',
    source: 'https://developers.telnyx.com/development/api-fundamentals/authentication',
    tokens: [{ what: 'API key', pattern: 'KEY[0-9A-F]{32}_[A-Za-z0-9]{22}', words: ['key'] }],
  },
  {
    name: 'Facebook',
    source: 'https://developers.facebook.com/docs/facebook-login/guides/access-tokens/',
    tokens: [{ what: 'access token', pattern: 'EAA[MC][A-Za-z0-9]{100,400}', words: ['eaam', 'eaac'] }],
  },
  {
    name: 'Twitter',
    source: 'https://docs.x.com/fundamentals/authentication/oauth-2-0/bearer-tokens',
    tokens: [{ what: 'bearer token', pattern: 'AAAAAAAAAAAAAAAAAAAAA[A-Za-z0-9%]{59,120}' }],
  },
  {
    name: 'Twitch',
    source: 'https://dev.twitch.tv/docs/irc/authenticate-bot/',
    tokens: [{ what: 'chat token', pattern: 'oauth:[a-z0-9]{30}' }],
  },
  {
    name: 'Spotify',
    source: 'https://developer.spotify.com/documentation/web-api/concepts/access-token',
    tokens: [{ what: 'access token', pattern: 'BQ[A-Za-z0-9_-]{150,250}' }],
  },
  {
    name: 'Zapier',
    source: 'https://help.zapier.com/hc/en-us/articles/8496288690317',
    tokens: [
      {
        what: 'webhook',
        pattern: 'https://hooks\\.zapier\\.com/hooks/catch/[0-9]{4,10}/[a-z0-9]{5,10}',
        words: ['https://hooks.zapier.com/'],
      },
    ],
  },
  {
    name: 'PubNub',
    source: 'https://www.pubnub.com/docs/general/setup/account-setup',
    tokens: [
      {
        what: 'secret key',
        pattern: 'sec-c-[0-9a-zA-Z]{8}-[0-9a-zA-Z]{4}-[0-9a-zA-Z]{4}-[0-9a-zA-Z]{4}-[0-9a-zA-Z]{12}',
      },
    ],
  },
  {
    name: 'Samsara',
    source: 'https://developers.samsara.com/docs/authentication',
    tokens: [{ what: 'API token', pattern: 'samsara_api_[A-Za-z0-9]{30}' }],
  },
  {
    name: 'HubSpot',
    source: 'https://developers.hubspot.com/docs/guides/apps/private-apps/overview',
    tokens: [
      {
        what: 'private app token',
        pattern: 'pat-(?:na|eu|ap)[0-9]-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
        words: ['pat-na', 'pat-eu', 'pat-ap'],
      },
    ],
  },
  {
    name: 'Salesforce',
    source: 'https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/quickstart_oauth.htm',
    tokens: [{ what: 'session id', pattern: '00D[A-Za-z0-9]{12}![A-Za-z0-9._]{80,140}' }],
  },
  {
    name: 'Intercom',
    source: 'https://developers.intercom.com/docs/build-an-integration/learn-more/authentication',
    tokens: [{ what: 'access token', pattern: 'dG9rO[A-Za-z0-9+/_-]{40,80}={0,2}' }],
  },
];
