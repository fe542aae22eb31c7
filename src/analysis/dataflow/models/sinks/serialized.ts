/** Calls that make objects of a text and run code of it, or build classes that it names. */
import { sink, type SinkModel } from './sink-model.ts';

export const SERIALIZED_SINKS: readonly SinkModel[] = [
  sink(['node-serialize', 'serialize-to-js'], ['unserialize', 'deserialize'], [0], 'npm: node-serialize'),
  sink(['funcster'], ['deepDeserialize'], [0], 'npm: funcster'),
  sink(['cryo'], ['parse'], [0], 'npm: cryo'),
];
