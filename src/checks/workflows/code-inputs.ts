/** Inputs of actions that are run as code, by the action's name: each as the action's own documentation describes it. */

const CODE_INPUTS: Readonly<Record<string, readonly string[]>> = {
  'actions/github-script': ['script'],
  'azure/cli': ['inlinescript'],
  'azure/powershell': ['inlinescript'],
  'appleboy/ssh-action': ['script'],
  'nick-fields/retry': ['command', 'on_retry_command'],
  'nick-invision/retry': ['command', 'on_retry_command'],
  'addnab/docker-run-action': ['run', 'options'],
  'mathiasvr/command-output': ['run'],
  'jannekem/run-python-script-action': ['script'],
  'amadevus/pwsh-script': ['script'],
  'reactivecircus/android-emulator-runner': ['script'],
  'cross-platform-actions/action': ['run'],
  'vmactions/freebsd-vm': ['run', 'prepare'],
  'vmactions/openbsd-vm': ['run', 'prepare'],
  'vmactions/netbsd-vm': ['run', 'prepare'],
  'vmactions/solaris-vm': ['run', 'prepare'],
  'uraimo/run-on-arch-action': ['run', 'install'],
  'coactions/setup-xvfb': ['run'],
  'gabrielbb/xvfb-action': ['run'],
  'aganders3/headless-gui': ['run'],
  'garygrossgarten/github-action-ssh': ['command'],
  'fifsky/ssh-action': ['command'],
  'cardinalby/js-eval-action': ['expression'],
  'borales/actions-yarn': ['cmd'],
  'bahmutov/npm-install': ['install-command'],
  'cypress-io/github-action': ['command', 'build', 'start'],
  'devcontainers/ci': ['runcmd'],
  'actions-rs/cargo': ['args'],
  'gradle/gradle-build-action': ['arguments'],
  'wei/curl': ['args'],
  'dawidd6/action-ansible-playbook': ['options'],
};

/** Names of inputs, in lower case; none for an action that is not known to run any. */
export function codeInputsOf(action: string): readonly string[] {
  return Object.hasOwn(CODE_INPUTS, action) ? (CODE_INPUTS[action] ?? []) : [];
}
