/** Payments, shops and shipping: formats of their keys. */
import type { Provider } from './token-format.ts';

export const MONEY: readonly Provider[] = [
  {
    name: 'Stripe',
    source: 'https://docs.stripe.com/keys',
    tokens: [
      {
        what: 'secret key',
        pattern: '[sr]k_(?:live|test|prod)_[A-Za-z0-9]{10,247}',
        words: ['sk_live_', 'sk_test_', 'sk_prod_', 'rk_live_', 'rk_test_', 'rk_prod_'],
      },
    ],
  },
  {
    name: 'Square',
    source: 'https://developer.squareup.com/docs/build-basics/access-tokens',
    tokens: [
      { what: 'access token', pattern: 'sq0atp-[A-Za-z0-9_-]{22}' },
      { what: 'OAuth secret', pattern: 'sq0csp-[A-Za-z0-9_-]{43}' },
      { what: 'access token', pattern: 'EAAA[A-Za-z0-9_-]{60}' },
    ],
  },
  {
    name: 'PayPal Braintree',
    source: 'https://developer.paypal.com/braintree/articles/control-panel/important-gateway-credentials',
    tokens: [
      {
        what: 'access token',
        pattern: 'access_token\\$(?:production|sandbox)\\$[0-9a-z]{16}\\$[0-9a-f]{32}',
        words: ['access_token$'],
      },
    ],
  },
  {
    name: 'Plaid',
    source: 'https://plaid.com/docs/api/tokens/',
    tokens: [
      {
        what: 'access token',
        pattern:
          'access-(?:sandbox|development|production)-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
        words: ['access-sandbox-', 'access-development-', 'access-production-'],
      },
    ],
  },
  {
    name: 'Razorpay',
    source: 'https://razorpay.com/docs/api/authentication/',
    tokens: [{ what: 'key id', pattern: 'rzp_(?:live|test)_[A-Za-z0-9]{14}', words: ['rzp_live_', 'rzp_test_'] }],
  },
  {
    name: 'Flutterwave',
    source: 'https://developer.flutterwave.com/docs/authentication',
    tokens: [{ what: 'secret key', pattern: 'FLWSECK(?:_TEST)?-[0-9a-zA-Z]{12,40}(?:-X)?', words: ['flwseck'] }],
  },
  {
    name: 'Paystack',
    source: 'https://paystack.com/docs/api/authentication/',
    tokens: [{ what: 'secret key', pattern: 'sk_(?:live|test)_[0-9a-f]{40}', words: ['sk_live_', 'sk_test_'] }],
  },
  {
    name: 'Mollie',
    source: 'https://docs.mollie.com/reference/authentication',
    tokens: [{ what: 'API key', pattern: '(?:live|test)_[A-Za-z0-9]{30}', words: ['live_', 'test_'] }],
  },
  {
    name: 'GoCardless',
    source: 'https://developer.gocardless.com/getting-started/api/making-your-first-request/',
    tokens: [{ what: 'access token', pattern: '(?:live|sandbox)_[A-Za-z0-9_=-]{40}', words: ['live_', 'sandbox_'] }],
  },
  {
    name: 'Lob',
    source: 'https://docs.lob.com/#tag/Authentication',
    tokens: [{ what: 'API key', pattern: '(?:live|test)_[0-9a-f]{35}', words: ['live_', 'test_'] }],
  },
  {
    name: 'Shippo',
    source: 'https://docs.goshippo.com/docs/guides_general/authentication/',
    tokens: [{ what: 'API token', pattern: 'shippo_(?:live|test)_[0-9a-f]{40}', words: ['shippo_'] }],
  },
  {
    name: 'EasyPost',
    source: 'https://docs.easypost.com/docs/authentication',
    tokens: [{ what: 'API key', pattern: 'EZ[AT]K[A-Za-z0-9]{54}', words: ['ezak', 'eztk'] }],
  },
  {
    name: 'Duffel',
    source: 'https://duffel.com/docs/guides/getting-started-with-flights',
    tokens: [{ what: 'access token', pattern: 'duffel_(?:live|test)_[A-Za-z0-9_=-]{43}', words: ['duffel_'] }],
  },
  {
    name: 'Paddle',
    source: 'https://developer.paddle.com/api-reference/about/api-keys',
    tokens: [
      {
        what: 'API key',
        pattern: 'pdl_(?:live|sdbx)_apikey_[a-z0-9]{26}_[A-Za-z0-9]{22}_[A-Za-z0-9]{3}',
        words: ['pdl_live_apikey_', 'pdl_sdbx_apikey_'],
      },
      { what: 'webhook secret', pattern: 'pdl_ntfset_[a-z0-9]{26}_[A-Za-z0-9+/]{32}' },
    ],
  },
  {
    name: 'Xendit',
    source: 'https://docs.xendit.co/docs/integration-keys',
    tokens: [{ what: 'secret key', pattern: 'xnd_(?:production|development)_[A-Za-z0-9]{40,64}', words: ['xnd_'] }],
  },
  {
    name: 'Midtrans',
    source: 'https://docs.midtrans.com/docs/midtrans-account#api-key',
    tokens: [
      { what: 'server key', pattern: '(?:SB-)?Mid-server-[A-Za-z0-9_-]{24}', words: ['mid-server-', 'sb-mid-server-'] },
    ],
  },
  {
    name: 'Mercado Pago',
    source: 'https://www.mercadopago.com.br/developers/en/docs/your-integrations/credentials',
    tokens: [
      {
        what: 'access token',
        pattern: '(?:APP_USR|TEST)-[0-9]{12,18}-[0-9]{6}-[0-9a-f]{32}-[0-9]{6,12}',
        words: ['app_usr-', 'test-'],
      },
    ],
  },
  {
    name: 'Omise',
    source: 'https://docs.opn.ooo/api-authentication',
    tokens: [{ what: 'secret key', pattern: 'skey_(?:test_)?[a-z0-9]{19}', words: ['skey_'] }],
  },
  {
    name: 'Adyen',
    source: 'https://docs.adyen.com/development-resources/api-credentials/',
    tokens: [{ what: 'API key', pattern: 'AQE[A-Za-z0-9+/=]{60,180}' }],
  },
  {
    name: 'Polar',
    source: 'https://docs.polar.sh/integrate/authentication',
    tokens: [
      {
        what: 'token',
        pattern: 'polar_(?:oat|pat|whs|cst)_[A-Za-z0-9]{32,52}',
        words: ['polar_oat_', 'polar_pat_', 'polar_whs_', 'polar_cst_'],
      },
    ],
  },
  {
    name: 'Ramp',
    source: 'https://docs.ramp.com/developer-api/v1/authorization',
    tokens: [
      { what: 'client secret', pattern: 'ramp_sec_[A-Za-z0-9]{48}' },
      { what: 'client id', pattern: 'ramp_id_[A-Za-z0-9]{40}' },
    ],
  },
  {
    name: 'RevenueCat',
    source: 'https://www.revenuecat.com/docs/projects/authentication',
    tokens: [{ what: 'secret key', pattern: 'sk_[A-Za-z]{28}' }],
  },
  {
    name: 'Freemius',
    source: 'https://freemius.com/help/documentation/wordpress-sdk/integrating-freemius-sdk/',
    tokens: [{ what: 'secret key', pattern: 'sk_[^\\s"\'\\\\]{29}(?=["\'])', words: ['sk_'] }],
  },
  {
    name: 'Shopify',
    source: 'https://shopify.dev/changelog/new-format-for-shopify-access-tokens',
    tokens: [
      {
        what: 'token',
        pattern: 'shp(?:at|ca|pa|ss|tka)_[0-9a-fA-F]{32}',
        words: ['shpat_', 'shpca_', 'shppa_', 'shpss_', 'shptka_'],
      },
    ],
  },
  {
    name: 'WooCommerce',
    source: 'https://woocommerce.github.io/woocommerce-rest-api-docs/#authentication',
    tokens: [{ what: 'consumer secret', pattern: 'c[ks]_[0-9a-f]{40}', words: ['ck_', 'cs_'] }],
  },
  {
    name: 'Persona',
    source: 'https://docs.withpersona.com/api-keys',
    tokens: [{ what: 'API key', pattern: 'persona_(?:production|sandbox)_[0-9a-f-]{36}', words: ['persona_'] }],
  },
  {
    name: 'Onfido',
    source: 'https://documentation.onfido.com/getting-started/general-introduction',
    tokens: [
      {
        what: 'API token',
        pattern: 'api_(?:live|sandbox)(?:_(?:us|ca))?\\.[A-Za-z0-9_-]{11}\\.[A-Za-z0-9_-]{32}',
        words: ['api_live', 'api_sandbox'],
      },
    ],
  },
];
