/** Functions that call the functions they are given. Data: what a callback's parameters take, and what comes of what it returns. */
import type { CallbackParam } from '../taint/flow-state.ts';

export interface CallbackModel {
  /** The callback's position among the arguments. */
  readonly callback: number;
  readonly params: readonly CallbackParam[];
  /** What the call gives of what the callback returns: nothing, it as it is, or a list of it. */
  readonly result: 'nothing' | 'returned' | 'list' | 'receiver';
  readonly source: string;
}

const MDN = 'developer.mozilla.org JavaScript reference';

/** Methods of lists, maps and promises, by name. What they are called on is not looked at: a name like `map` says enough. */
export const CALLBACK_METHODS: ReadonlyMap<string, CallbackModel> = new Map<string, CallbackModel>([
  ['map', each('list')],
  ['flatMap', each('returned')],
  ['forEach', each('nothing')],
  ['each', each('nothing')],
  ['filter', each('receiver')],
  ['find', each('receiver')],
  ['findLast', each('receiver')],
  ['some', each('nothing')],
  ['every', each('nothing')],
  ['findIndex', each('nothing')],
  ['mapSeries', each('list')],
  [
    'sort',
    { callback: 0, params: [element(0), element(1)], result: 'receiver', source: `${MDN}: Array.prototype.sort` },
  ],
  [
    'reduce',
    {
      callback: 0,
      params: [{ index: 0, takes: 'argument', argument: 1 }, element(1)],
      result: 'returned',
      source: `${MDN}: Array.prototype.reduce`,
    },
  ],
  [
    'reduceRight',
    {
      callback: 0,
      params: [{ index: 0, takes: 'argument', argument: 1 }, element(1)],
      result: 'returned',
      source: `${MDN}: Array.prototype.reduceRight`,
    },
  ],
  [
    'then',
    {
      callback: 0,
      params: [{ index: 0, takes: 'receiver' }],
      result: 'returned',
      source: `${MDN}: Promise.prototype.then`,
    },
  ],
  ['finally', { callback: 0, params: [], result: 'receiver', source: `${MDN}: Promise.prototype.finally` }],
]);

/** Functions that take a list and a callback, by symbol. */
export const CALLBACK_FUNCTIONS: ReadonlyMap<string, CallbackModel> = new Map<string, CallbackModel>([
  ['Array.from', listFirst('list', `${MDN}: Array.from`)],
  ...['map', 'each', 'forEach', 'filter', 'find', 'flatMap', 'some', 'every', 'sortBy', 'groupBy'].flatMap(
    (name): [string, CallbackModel][] => {
      const result = name === 'map' ? 'list' : name === 'flatMap' ? 'returned' : 'nothing';
      return [
        [`lodash.${name}`, listFirst(result, `lodash.com/docs#${name}`)],
        [`underscore.${name}`, listFirst(result, `underscorejs.org/#${name}`)],
        [`lodash/${name}`, listFirst(result, `lodash.com/docs#${name}`)],
      ];
    },
  ),
  ...['each', 'eachSeries', 'eachLimit', 'map', 'mapSeries', 'forEach'].map((name): [string, CallbackModel] => [
    `async.${name}`,
    listFirst(name.startsWith('map') ? 'list' : 'nothing', 'caolan.github.io/async/v3/docs.html'),
  ]),
  ['p-map', listFirst('list', 'github.com/sindresorhus/p-map')],
]);

function element(index: number): CallbackParam {
  return { index, takes: 'element' };
}

function each(result: CallbackModel['result']): CallbackModel {
  return { callback: 0, params: [element(0)], result, source: `${MDN}: Array` };
}

function listFirst(result: CallbackModel['result'], source: string): CallbackModel {
  return { callback: 1, params: [{ index: 0, takes: 'argument-element', argument: 0 }], result, source };
}
