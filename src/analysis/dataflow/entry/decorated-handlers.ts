/** Methods that decorators make handlers: controllers, resolvers, gateways, message handlers; with guards for all of them. */
import { PARAM_DECORATORS, type ParamRole, PATH_DECORATORS, ROUTE_DECORATORS } from '../models/http-frameworks.ts';
import { propertyOf, symbolsOf } from '../link/meaning.ts';
import { nameOf } from '../link/operands.ts';
import {
  functionOf,
  type FunctionRef,
  type LinkedModule,
  type Program,
  type ValueRef,
  valueIn,
} from '../link/program.ts';
import { decoratorName, type EntryPoint, literalText } from './handlers.ts';

export function decoratedHandlers(program: Program, module: LinkedModule): EntryPoint[] {
  return module.facts.functions.flatMap((fn): EntryPoint[] => {
    if (fn.class === null || fn.parent === null || fn.decorators.length === 0) return [];
    const parent = functionOf(module, fn.parent);
    const marks = fn.decorators.map((decorator) => ({
      name: decoratorName(parent, decorator),
      value: valueIn(parent, decorator),
    }));
    const route = marks.find((mark) => ROUTE_DECORATORS.has(mark.name));
    if (route === undefined) return [];
    const classMarks = decoratorsOfClass(module, fn.class);
    const roles = new Map<number, ParamRole>();
    fn.params.forEach((param, index) => {
      const role = param.decorators
        .map((decorator) => PARAM_DECORATORS.get(decoratorName(parent, decorator)))
        .find((one) => one !== undefined);
      if (role !== undefined) roles.set(index, role);
    });
    const before = [
      ...globalGuards(program),
      ...classMarks,
      ...marks.filter((mark) => mark !== route).map((mark) => mark.value),
    ];
    return [
      {
        framework: 'decorators',
        kind: MESSAGE_DECORATORS.has(route.name) ? 'message' : route.name === 'SubscribeMessage' ? 'socket' : 'request',
        method: ROUTE_DECORATORS.get(route.name) ?? null,
        path: pathOf(classMarks, route.value),
        handler: { module, fn },
        roles,
        before,
        span: fn.nameSpan,
      },
    ];
  });
}

const MESSAGE_DECORATORS: ReadonlySet<string> = new Set([
  'MessagePattern',
  'EventPattern',
  'Process',
  'OnEvent',
  'Cron',
]);

function decoratorsOfClass(module: LinkedModule, index: number): ValueRef[] {
  const facts = module.facts.classes[index];
  return (facts?.decorators ?? []).map((decorator) => valueIn(functionOf(module, facts?.in ?? 0), decorator));
}

/** `/teams/:id` of `@Controller('teams')` and `@Get(':id')`. */
function pathOf(classMarks: readonly ValueRef[], route: ValueRef): string | null {
  const controller = classMarks.find((mark) => PATH_DECORATORS.has(decoratorName(mark, mark.node)));
  const own = decoratorText(route, route.node);
  if (controller === undefined) return own;
  const prefix = decoratorText(controller, controller.node) ?? '';
  return `/${[prefix, own ?? '']
    .map((part) => part.replace(/^\/|\/$/g, ''))
    .filter((part) => part !== '')
    .join('/')}`;
}

function decoratorText(ref: FunctionRef, id: number): string | null {
  const node = ref.fn.nodes[id];
  return node?.kind === 'call' ? literalText(ref, ref.fn.calls[node.call]?.args[0]) : null;
}

/** `app.useGlobalGuards(new AuthGuard())`, and providers of `APP_GUARD` (docs.nestjs.com/guards#binding-guards). */
function globalGuards(program: Program): readonly ValueRef[] {
  return program.memo.once('global guards', program.modules, 0, [] as readonly ValueRef[], () =>
    [...program.modules.values()].flatMap((module) =>
      module.facts.functions.flatMap((fn) => [...usedGlobally({ module, fn }), ...provided(program, { module, fn })]),
    ),
  );
}

function usedGlobally(ref: FunctionRef): ValueRef[] {
  return ref.fn.calls.flatMap((call) =>
    nameOf(ref, call.callee) === 'useGlobalGuards' ? call.args.map((id) => valueIn(ref, id)) : [],
  );
}

function provided(program: Program, ref: FunctionRef): ValueRef[] {
  return ref.fn.nodes.flatMap((node, id): ValueRef[] => {
    if (node.kind !== 'object' || !node.properties.some((part) => part.key === 'provide')) return [];
    const at = valueIn(ref, id);
    const isGuard = propertyOf(at, 'provide', 4).some((value) =>
      symbolsOf(program, value).some((symbol) => symbol === '@nestjs/core.APP_GUARD'),
    );
    return isGuard ? ['useClass', 'useExisting', 'useFactory'].flatMap((name) => propertyOf(at, name, 4)) : [];
  });
}
