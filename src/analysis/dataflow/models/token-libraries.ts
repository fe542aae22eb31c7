/** Functions of token libraries: which sign, which verify, which only decode. Data: a new library is a row. */

/** Give what a token says, whoever wrote it (github.com/auth0/node-jsonwebtoken, github.com/panva/jose, jwt-decode). */
export const DECODING: ReadonlySet<string> = new Set([
  ...['jsonwebtoken.decode', 'jose.decodeJwt', 'jwt-decode', 'jwt-decode.jwtDecode', 'jose.JWT.decode'],
  ...['@nestjs/jwt.JwtService().decode', 'fast-jwt.createDecoder()', 'jwt-simple.decode', 'jose/jwt/decode.decodeJwt'],
]);

/** Verify what a token says. */
export const VERIFYING: ReadonlySet<string> = new Set([
  ...['jsonwebtoken.verify', 'jose.jwtVerify', 'jose.jwtDecrypt', 'jose.compactVerify', 'jose.flattenedVerify'],
  ...[
    '@nestjs/jwt.JwtService().verify',
    '@nestjs/jwt.JwtService().verifyAsync',
    'jose.JWT.verify',
    'fast-jwt.createVerifier()',
  ],
  ...['jose/jwt/verify.jwtVerify', 'google-auth-library.OAuth2Client().verifyIdToken', 'jose.generalVerify'],
]);

/** Options of verification by which algorithms are named. */
export const ALGORITHM_OPTIONS: readonly string[] = ['algorithms', 'algorithm'];

/** Packages whose presence says that a module runs in a browser, where nothing is decided by what a token says. */
export const BROWSER_PACKAGES =
  /^(?:react(?:-dom|-router(?:-dom)?|-redux)?|vue|vue-router|vuex|pinia|@angular\/.*|svelte|solid-js|preact|next\/(?:navigation|link|router)|js-cookie|@reduxjs\/.*|ember.*|expo.*|react-native.*)$/;
