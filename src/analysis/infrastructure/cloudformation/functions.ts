/**
 * CloudFormation's functions, in both spellings (`!Ref x`, `{"Ref": "x"}`), computed where they are plainly constant.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
import type { ConfigExpression, ConfigStep, ConfigValue } from '../../configuration-facts.ts';
import { entriesOf } from '../../configuration/lookup.ts';
import { MAX_DEPTH } from '../../configuration/limits.ts';
import { fieldOf, itemsIn, textIn, wordIn } from '../fields.ts';

/** Values put into place for one template. */
const MAX_RESOLVED = 200_000;

export function createTemplateResolver(document: ConfigValue, path: string): (value: ConfigValue) => ConfigValue {
  const parameters = new Map(entriesOf(fieldOf(document, 'Parameters')?.value).map(({ key, value }) => [key, value]));
  let resolved = 0;

  function resolve(value: ConfigValue, depth: number): ConfigValue {
    resolved += 1;
    if (resolved > MAX_RESOLVED || depth > MAX_DEPTH) return value;
    const call = callIn(value);
    if (call !== null) return evaluate(call, depth);
    if (value.kind === 'list') return { ...value, items: value.items.map((item) => resolve(item, depth + 1)) };
    if (value.kind !== 'map') return value;
    return {
      ...value,
      entries: value.entries.map((entry) => ({ ...entry, value: resolve(entry.value, depth + 1) })),
    };
  }

  function evaluate(expression: ConfigExpression, depth: number): ConfigValue {
    const args = (expression.call?.args ?? []).map((arg) => resolve(arg, depth + 1));
    const name = expression.call?.name ?? '';
    const kept: ConfigExpression = { ...expression, call: { name, args } };
    const found = name === '!Ref' ? parameterValue(textIn(args[0])) : compute(name, args);
    return found === null ? kept : { ...found, span: expression.span };
  }

  function parameterValue(name: string | null): ConfigValue | null {
    const value = name === null ? undefined : fieldOf(parameters.get(name), 'Default')?.value;
    if (name === null || value?.kind !== 'scalar') return null;
    const step: ConfigStep = { name: `parameter ${name}`, path, span: value.span, isDefault: true };
    return { ...value, via: [step] };
  }

  function compute(name: string, args: readonly ConfigValue[]): ConfigValue | null {
    if (name === '!Join') {
      const words = itemsIn(args[1]).map(wordIn);
      const between = textIn(args[0]);
      if (between === null || args[1]?.kind !== 'list' || words.includes(null)) return null;
      return { kind: 'scalar', value: words.join(between), span: args[1].span };
    }
    if (name === '!Sub') return substitute(args);
    return name === '!Base64' || name === '!ToJsonString' ? (args[0] ?? null) : null;
  }

  function substitute(args: readonly ConfigValue[]): ConfigValue | null {
    const text = textIn(args[0]);
    if (text === null || args[0] === undefined) return null;
    let isKnown = true;
    const filled = text.replace(/\$\{([^!}][^}]{0,200})\}/g, (hole, name: string) => {
      const word = wordIn(fieldOf(args[1], name)?.value) ?? wordIn(parameterValue(name.trim()));
      isKnown &&= word !== null;
      return word ?? hole;
    });
    return (isKnown as boolean) ? { kind: 'scalar', value: filled.replaceAll('${!', '${'), span: args[0].span } : null;
  }

  return (value) => resolve(value, 1);
}

const LONG_NAME = /^(?:Ref|Condition|Fn::[A-Za-z0-9]{1,40})$/;

/** A function call in either spelling, in the short one. */
function callIn(value: ConfigValue): ConfigExpression | null {
  if (value.kind === 'expression') return value.call === undefined ? null : value;
  const [only] = value.kind === 'map' && value.entries.length === 1 ? value.entries : [];
  if (only === undefined || !LONG_NAME.test(only.key)) return null;
  const name = `!${only.key.replace('Fn::', '')}`;
  const args = only.value.kind === 'list' ? only.value.items : [only.value];
  return { kind: 'expression', text: `${only.key} …`, span: value.span, call: { name, args } };
}

/** The logical name that a value refers to; null where it refers to nothing. */
export function referredName(value: ConfigValue): string | null {
  if (value.kind !== 'expression' || value.call === undefined) return null;
  const { name, args } = value.call;
  if (name === '!Ref') return textIn(args[0]);
  if (name === '!GetAtt') return textIn(args[0])?.split('.')[0] ?? null;
  if (name === '!Sub') return /^\$\{(\w{1,255})(?:\.\w{1,100})?\}/.exec(textIn(args[0]) ?? '')?.[1] ?? null;
  return null;
}
