/**
 * How npm is set up on this machine for this user, as npm itself reads it. The reviewed tree is not asked: its `.npmrc`
 * is data, so npm is told that there is no project.
 */
import { tmpdir } from 'node:os';

export interface NpmSettings {
  /** Whose packages of this name are, and whether that is npm's own default. URL with a slash at its end. */
  registryOf(name: string): { readonly url: string; readonly isDefault: boolean };
  headersFor(url: string): Readonly<Record<string, string>>;
}

/** Loaded when it is needed: most reviews ask nobody. */
export async function readNpmSettings(environment: NodeJS.ProcessEnv): Promise<NpmSettings> {
  const [{ default: Config }, { default: npm }] = await Promise.all([
    import('@npmcli/config'),
    import('@npmcli/config/lib/definitions/index.js'),
  ]);
  const { definitions, shorthands, flatten, nerfDarts } = npm;
  const env = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined));
  const config = new Config({
    ...{ definitions, shorthands, flatten, nerfDarts, env: { ...env } },
    ...{ npmPath: tmpdir(), cwd: tmpdir(), execPath: process.execPath, platform: process.platform },
    // Global: npm then reads no configuration of a project.
    argv: [process.execPath, 'npm', '--global'],
  });
  await config.load();
  const normal = config.get('registry', 'default') as string;
  const chosen = config.get('registry') as string;
  return {
    registryOf(name) {
      const scope = name.startsWith('@') ? name.slice(0, name.indexOf('/')) : null;
      const scoped = scope === null ? null : (config.get(`${scope}:registry`) as string | null | undefined);
      const url = withSlash(scoped ?? chosen);
      return { url, isDefault: url === withSlash(normal) };
    },
    headersFor(url) {
      const { token, auth } = config.getCredentialsByURI(url) as { readonly token?: string; readonly auth?: string };
      if (token !== undefined) return { authorization: `Bearer ${token}` };
      return auth === undefined ? {} : { authorization: `Basic ${auth}` };
    },
  };
}

function withSlash(url: string): string {
  return url.endsWith('/') ? url : `${url}/`;
}
