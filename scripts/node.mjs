/** Runs a script with the project's own Node, whatever the machine's: `node scripts/node.mjs [flags] file …`. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

let node;
try {
  node = createRequire(import.meta.url).resolve('node/bin/node');
} catch {
  console.error(
    "The project's own Node is missing. Run `npm ci` without `ignore-scripts` (npm config get ignore-scripts).",
  );
  process.exit(2);
}
const run = spawnSync(node, process.argv.slice(2), { stdio: 'inherit' });
if (run.error) {
  console.error(
    `The project's own Node does not start (${run.error.message}). Run \`npm ci\` without \`ignore-scripts\`.`,
  );
  process.exit(2);
}
process.exit(run.status ?? 1);
