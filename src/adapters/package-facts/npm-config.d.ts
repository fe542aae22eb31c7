/** The part of npm's own configuration that is used here; it comes without types. */
declare module '@npmcli/config' {
  export default class Config {
    constructor(options: Readonly<Record<string, unknown>>);
    load(): Promise<void>;
    get(key: string, where?: string): unknown;
    getCredentialsByURI(uri: string): unknown;
  }
}

declare module '@npmcli/config/lib/definitions/index.js' {
  const npm: {
    readonly definitions: unknown;
    readonly shorthands: unknown;
    readonly flatten: unknown;
    readonly nerfDarts: unknown;
  };
  export default npm;
}
