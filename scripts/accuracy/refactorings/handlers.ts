/**
 * Handlers of our own writing with a guard, what keeps it (moved into a middleware, a wrapper or a helper, renamed, the
 * handler split), and what loses it. Names are invented. Pure: the same list each time.
 */
import { capital, FRAMEWORK_FORMS, type FrameworkForm, type Parts } from './framework-forms.ts';

export interface HandlerCase {
  readonly framework: string;
  readonly kind: string;
  readonly id: string;
  readonly path: string;
  readonly text: string;
  /** The same guard elsewhere or by another name. */
  readonly refactorings: Readonly<Record<string, string>>;
  /** The guard lost or weakened. */
  readonly mutants: Readonly<Record<string, string>>;
}

const NOUNS = [
  'invoice',
  'folder',
  'ticket',
  'survey',
  'voucher',
  'shipment',
  'recipe',
  'playlist',
  'contract',
  'garden',
];
const ACTIONS = ['archive', 'publish', 'cancel', 'approve', 'restore'];

interface GuardForm {
  readonly kind: string;
  /** What comes before the condition. */
  readonly loads: (form: FrameworkForm, noun: string) => readonly string[];
  readonly condition: (form: FrameworkForm, noun: string, action: string) => string;
  readonly renamed: (form: FrameworkForm, noun: string, action: string) => string;
  readonly weakened: (condition: string, form: FrameworkForm) => string;
  readonly unawaited: ((condition: string) => string) | null;
}

const GUARDS: readonly GuardForm[] = [
  {
    kind: 'permission',
    loads: () => [],
    condition: ({ user, id }, noun, action) => `!(await access.can${capital(action)}${capital(noun)}(${user}, ${id}))`,
    renamed: ({ user, id }, noun, action) => `!(await access.mayUser${capital(action)}(${user}, ${id}))`,
    weakened: (condition, { id }) => `${condition} && !${id}.startsWith('demo-')`,
    unawaited: (condition) => condition.replace('(await access', '(access'),
  },
  {
    kind: 'ownership',
    loads: ({ id }, noun) => [`const ${noun} = await ${noun}s.find(${id});`],
    condition: ({ user }, noun) => `${noun}.ownerId !== ${user}.id`,
    renamed: ({ user }, noun) => `${noun}.ownerId !== ${user}.id`,
    weakened: (condition, { user }) => `${condition} && !${user}.isBeta`,
    unawaited: null,
  },
  {
    kind: 'role',
    loads: () => [],
    condition: ({ user }) => `!['admin', 'owner'].includes(${user}.role)`,
    renamed: ({ user }) => `${user}.role !== 'admin' && ${user}.role !== 'owner'`,
    weakened: (_, { user }) => `!['admin', 'owner', 'guest'].includes(${user}.role)`,
    unawaited: null,
  },
];

/** So many nouns of ten; each gives a handler for each framework and kind of guard. */
export function handlerCases(nouns = NOUNS.length): HandlerCase[] {
  return NOUNS.slice(0, nouns).flatMap((noun, index) =>
    FRAMEWORK_FORMS.flatMap((form) =>
      GUARDS.map((guard) => handlerCase(form, guard, noun, ACTIONS[index % ACTIONS.length] ?? 'archive')),
    ),
  );
}

function handlerCase(form: FrameworkForm, guard: GuardForm, noun: string, action: string): HandlerCase {
  const condition = guard.condition(form, noun, action);
  const loads = guard.loads(form, noun);
  const refusing = (asked: string, refuse = form.refuse): string[] => [...loads, `if (${asked}) {`, `  ${refuse}`, '}'];
  const work = `await ${noun}s.${action}(${form.id});`;
  const file = (body: readonly string[], more: Partial<Parts> = {}): string =>
    form.file({
      body,
      before: null,
      wrapper: null,
      action,
      noun,
      above: [],
      handler: `${action}${capital(noun)}`,
      ...more,
    });
  const whole = (asked: string, refuse?: string): string => file([...refusing(asked, refuse), work, form.answer]);
  const throwing = [...loads, `if (${condition}) {`, '  throw new ForbiddenError();', '}'];
  const name = `require${capital(noun)}${capital(action)}`;
  const plain = (lines: readonly string[]): string[] =>
    lines.map((line) => line.replaceAll(form.user, 'user').replaceAll(form.id, 'id'));
  const helper = `async function ${name}(user, id) {\n${plain(throwing)
    .map((line) => `  ${line}\n`)
    .join('')}}`;
  const does = `async function ${action}Guarded(user, id) {\n${plain([...throwing, work])
    .map((line) => `  ${line}\n`)
    .join('')}}`;
  const works = `async function perform${capital(action)}(id) {\n  ${plain([work]).join('')}\n}`;
  return {
    framework: form.name,
    kind: guard.kind,
    id: `${form.name} ${guard.kind} ${noun} ${action}`,
    path: form.path(noun),
    text: whole(condition),
    refactorings: {
      'moved to a middleware': file([work, form.answer], {
        before: name,
        above: [form.before(name, refusing(condition))],
      }),
      'moved to a wrapper':
        form.name === 'nest'
          ? file([work, form.answer], { before: name, above: [form.before(name, refusing(condition))] })
          : file([work, form.answer], { wrapper: name, above: [form.wrapper(name, refusing(condition))] }),
      'moved to a helper': file([`await ${name}(${form.user}, ${form.id});`, work, form.answer], { above: [helper] }),
      renamed: file([...refusing(guard.renamed(form, noun, action)), work, form.answer], { handler: `${action}Now` }),
      'split, guard stays': file(
        [...refusing(condition), `await perform${capital(action)}(${form.id});`, form.answer],
        {
          above: [works],
        },
      ),
      'split, guard goes along': file([`await ${action}Guarded(${form.user}, ${form.id});`, form.answer], {
        above: [does],
      }),
    },
    mutants: {
      removed: file([work, form.answer]),
      'behind the work': file([work, ...refusing(condition), form.answer]),
      weakened: whole(guard.weakened(condition, form)),
      ...(form.refuseAndGoOn === null ? {} : { 'without an exit': whole(condition, form.refuseAndGoOn) }),
      ...(guard.unawaited === null ? {} : { 'not awaited': whole(guard.unawaited(condition)) }),
    },
  };
}
