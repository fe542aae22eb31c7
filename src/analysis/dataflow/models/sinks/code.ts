/** Calls that run a text as code, or compile it as a template. */
import { sink, type SinkModel } from './sink-model.ts';

const MDN = 'developer.mozilla.org: eval, Function, setTimeout';

export const CODE_SINKS: readonly SinkModel[] = [
  sink(['eval', 'execScript'], [''], [0], MDN),
  sink(['Function'], [''], 'all', MDN),
  sink(
    ['vm', 'node:vm'],
    ['runInContext', 'runInNewContext', 'runInThisContext', 'compileFunction', 'Script'],
    [0],
    'nodejs.org/api/vm.html',
  ),
  sink(['vm2'], ['run', 'VMScript'], [0], 'github.com/patriksimek/vm2'),
  sink(['isolated-vm'], ['compileScript', 'compileModule', 'eval'], [0], 'github.com/laverdet/isolated-vm'),
  sink(
    ['safe-eval', 'static-eval', 'eval', 'notevil', 'node-eval', 'require-from-string'],
    ['', 'eval'],
    [0],
    'npm: safe-eval, require-from-string',
  ),
  sink(['mathjs'], ['eval', 'evaluate', 'parse', 'compile'], [0], 'mathjs.org/docs/expressions/security.html'),
  sink(
    [
      'ejs',
      'pug',
      'jade',
      'handlebars',
      'nunjucks',
      'lodash.template',
      'dot',
      'doT',
      'mustache',
      'hogan.js',
      'eta',
      'twig',
      'swig',
      'liquidjs',
      'velocityjs',
    ],
    ['compile', 'render', 'renderString', 'renderText', 'template', 'parseAndRender', 'precompile', ''],
    [0],
    'the README of each template engine: a template is code',
  ),
  sink(['lodash', 'underscore'], ['template'], [0], 'lodash.com/docs#template'),
];
