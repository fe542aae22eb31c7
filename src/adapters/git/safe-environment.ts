/**
 * The environment that git runs in. Nothing of the machine's, the user's or the repository's configuration may make
 * git start a program, ask a question, go online or change a repository. What is needed beyond that is handed in.
 */
import { devNull } from 'node:os';

/** A git setting, `['core.pager', 'cat']`. It wins over every configuration file; a later one over an earlier. */
export type GitSetting = readonly [name: string, value: string];

export interface SafeEnvironmentOptions {
  /** The environment to take `PATH` and temporary folders from. */
  readonly inherited: NodeJS.ProcessEnv;
  /** Transports that git may use, such as `https`; none if not given. */
  readonly protocols?: readonly string[];
  readonly settings?: readonly GitSetting[];
  /** Further variables, such as `GIT_DIR`. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** What git and the system's loader need to start at all. `GIT_EXEC_PATH` belongs to the git that is installed. */
const INHERITED = ['PATH', 'Path', 'SYSTEMROOT', 'TMPDIR', 'TEMP', 'TMP', 'LD_LIBRARY_PATH', 'GIT_EXEC_PATH'];

/** Above this size git compares no contents; it also bounds what is read of one file. */
export const LARGEST_COMPARED_BYTES = 8 * 1024 * 1024;

const SETTINGS: readonly GitSetting[] = [
  ['core.hooksPath', devNull],
  ['core.fsmonitor', 'false'],
  ['core.attributesFile', devNull],
  ['core.pager', 'cat'],
  ['core.editor', 'false'],
  ['core.askPass', 'false'],
  ['core.sshCommand', 'false'],
  ['core.alternateRefsCommand', 'false'],
  ['core.quotePath', 'false'],
  ['core.useReplaceRefs', 'false'],
  ['core.untrackedCache', 'false'],
  ['core.splitIndex', 'false'],
  ['core.bigFileThreshold', String(LARGEST_COMPARED_BYTES)],
  ['credential.helper', ''],
  ['fetch.fsckObjects', 'true'],
  ['http.followRedirects', 'false'],
  ['submodule.recurse', 'false'],
  ['log.showSignature', 'false'],
  ['gpg.program', 'false'],
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
];

export function safeEnvironment(options: SafeEnvironmentOptions): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = {};
  for (const name of INHERITED) {
    const value = options.inherited[name];
    if (value !== undefined) environment[name] = value;
  }
  return Object.assign(
    environment,
    {
      LC_ALL: 'C',
      // A folder that cannot exist: `~` leads nowhere, and an include below it is skipped instead of fatal.
      HOME: devNull,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: devNull,
      GIT_ATTR_NOSYSTEM: '1',
      GIT_TERMINAL_PROMPT: '0',
      GIT_ASKPASS: '/bin/false',
      GIT_ALLOW_PROTOCOL: (options.protocols ?? []).join(':'),
      GIT_PROTOCOL_FROM_USER: '0',
      GIT_NO_LAZY_FETCH: '1',
      GIT_NO_REPLACE_OBJECTS: '1',
      GIT_OPTIONAL_LOCKS: '0',
    },
    settingVariables([...SETTINGS, ...(options.settings ?? [])]),
    options.variables,
  );
}

/** In the environment and not in the arguments: names may hold anything, and a token is not shown by `ps`. */
function settingVariables(settings: readonly GitSetting[]): Record<string, string> {
  const variables: Record<string, string> = { GIT_CONFIG_COUNT: String(settings.length) };
  for (const [index, [name, value]] of settings.entries()) {
    variables[`GIT_CONFIG_KEY_${index}`] = name;
    variables[`GIT_CONFIG_VALUE_${index}`] = value;
  }
  return variables;
}
