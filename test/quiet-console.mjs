/** A test that prints to the console fails: what is worth saying is worth asserting. */
import { afterEach, beforeEach } from '@jest/globals';

const METHODS = ['debug', 'error', 'info', 'log', 'trace', 'warn'];
const originals = METHODS.map((method) => console[method]);
let said = [];

beforeEach(() => {
  said = [];
  for (const method of METHODS)
    console[method] = (...words) => said.push(`console.${method}: ${words.map(String).join(' ')}`);
});

afterEach(() => {
  METHODS.forEach((method, index) => (console[method] = originals[index]));
  if (said.length > 0) throw new Error(`the test printed to the console:\n${said.join('\n')}`);
});
