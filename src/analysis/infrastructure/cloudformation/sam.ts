/** SAM's `Globals`: what every function of a template has unless it says otherwise. */
import type { ConfigValue } from '../../configuration-facts.ts';
import { entriesOf } from '../../configuration/lookup.ts';
import { fieldOf } from '../fields.ts';

/** https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html */
const SECTIONS: ReadonlyMap<string, string> = new Map([
  ['AWS::Serverless::Function', 'Function'],
  ['AWS::Serverless::Api', 'Api'],
  ['AWS::Serverless::HttpApi', 'HttpApi'],
  ['AWS::Serverless::SimpleTable', 'SimpleTable'],
]);

export function withGlobals(properties: ConfigValue, type: string, globals: ConfigValue | null): ConfigValue {
  const section = SECTIONS.get(type);
  const shared = section === undefined ? [] : entriesOf(fieldOf(globals, section)?.value);
  if (properties.kind !== 'map' || shared.length === 0) return properties;
  const own = new Set(properties.entries.map(({ key }) => key));
  return { ...properties, entries: [...properties.entries, ...shared.filter(({ key }) => !own.has(key))] };
}
