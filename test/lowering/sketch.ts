/** The IR as short text, so that a test can say what a source lowers to: `(call (. a b) "x")`. Spans are left out. */
import type { ClassIr, Expr, FunctionIr, ParamIr, Pattern, PropertyIr, Stmt } from '#analysis/ir.ts';

const words = (...parts: readonly string[]): string => `(${parts.filter((part) => part !== '').join(' ')})`;

export function sketchBody(body: readonly Stmt[]): string {
  return body.map(sketchStatement).join(' ');
}

function block(body: readonly Stmt[]): string {
  return `{${sketchBody(body)}}`;
}

function sketchStatement(stmt: Stmt): string {
  switch (stmt.kind) {
    case 'expression':
      return sketchExpression(stmt.expression);
    case 'declare': {
      const word = stmt.hoisted ? 'var' : stmt.mutable ? 'let' : 'const';
      const type = stmt.type === null ? '' : `:${stmt.type}`;
      return words(word, sketchPattern(stmt.target) + type, stmt.init ? sketchExpression(stmt.init) : '');
    }
    case 'block':
      return block(stmt.body);
    case 'if':
      return words(
        'if',
        sketchExpression(stmt.test),
        block(stmt.then),
        stmt.otherwise.length > 0 ? block(stmt.otherwise) : '',
      );
    case 'loop': {
      const { each } = stmt;
      const head = each
        ? words(each.awaited ? 'await' : '', each.yields, sketchPattern(each.target), sketchExpression(each.over))
        : [sketchBody(stmt.init), stmt.test, stmt.update]
            .map((part) => (typeof part === 'string' ? part : part ? sketchExpression(part) : ''))
            .join(';');
      return words(
        stmt.testAfter ? 'do' : 'loop',
        each && stmt.init.length > 0 ? sketchBody(stmt.init) : '',
        head,
        block(stmt.body),
      );
    }
    case 'switch':
      return words(
        'switch',
        sketchExpression(stmt.subject),
        ...stmt.cases.map((one) => `${one.test ? sketchExpression(one.test) : 'default'}:${block(one.body)}`),
      );
    case 'try':
      return words(
        'try',
        block(stmt.body),
        stmt.handler
          ? words('catch', stmt.handler.param ? sketchPattern(stmt.handler.param) : '', block(stmt.handler.body))
          : '',
        stmt.finalizer ? words('finally', block(stmt.finalizer)) : '',
      );
    case 'return':
      return words('return', stmt.value ? sketchExpression(stmt.value) : '');
    case 'throw':
      return words('throw', sketchExpression(stmt.value));
    case 'break':
    case 'continue':
      return words(stmt.kind, stmt.label ?? '');
    case 'labeled':
      return words('label', stmt.label, block(stmt.body));
    case 'function':
      return sketchFunction(stmt.fn);
    case 'class':
      return sketchClass(stmt.class);
    case 'broken':
      return words('broken', sketchBody(stmt.body));
  }
}

function sketchFunction(fn: FunctionIr): string {
  const flags = [fn.static && 'static', fn.async && 'async', fn.generator && '*'].filter((flag) => flag !== false);
  const decorators = fn.decorators.map((one) => `@${sketchExpression(one)}`);
  const directives = fn.directives.map((one) => JSON.stringify(one));
  const params = `[${fn.params.map(sketchParam).join(', ')}]`;
  return words(...decorators, ...flags, fn.kind, fn.name ?? '_', params, ...directives, block(fn.body));
}

function sketchParam(param: ParamIr): string {
  const decorators = param.decorators.map((one) => `@${sketchExpression(one)} `).join('');
  const type = param.type === null ? '' : `:${param.type}`;
  return `${decorators}${param.field ? 'field ' : ''}${param.rest ? '...' : ''}${sketchPattern(param.target)}${type}`;
}

function sketchClass(one: ClassIr): string {
  const fields = one.fields.map((field) => {
    const head = [
      ...field.decorators.map((each) => `@${sketchExpression(each)}`),
      field.static ? 'static' : '',
      'field',
    ];
    const type = field.type === null ? '' : `:${field.type}`;
    return words(...head, field.name + type, field.init ? sketchExpression(field.init) : '');
  });
  return words(
    ...one.decorators.map((each) => `@${sketchExpression(each)}`),
    'class',
    one.name ?? '_',
    one.extends ? `<${sketchExpression(one.extends)}` : '',
    ...one.implements.map((name) => `~${name}`),
    ...fields,
    ...one.methods.map(sketchFunction),
  );
}

function sketchPattern(pattern: Pattern): string {
  switch (pattern.kind) {
    case 'bind':
      return pattern.name;
    case 'object': {
      const properties = pattern.properties.map(({ key, computed, target }) => {
        const text = sketchPattern(target);
        if (computed) return `[${sketchExpression(computed)}]:${text}`;
        return key === text ? text : `${key ?? '?'}:${text}`;
      });
      return `{${[...properties, ...(pattern.rest ? [`...${sketchPattern(pattern.rest)}`] : [])].join(', ')}}`;
    }
    case 'array': {
      const items = pattern.items.map((item) => (item ? sketchPattern(item) : '-'));
      return `[${[...items, ...(pattern.rest ? [`...${sketchPattern(pattern.rest)}`] : [])].join(', ')}]`;
    }
    case 'default':
      return `${sketchPattern(pattern.target)}=${sketchExpression(pattern.value)}`;
    case 'place':
      return sketchExpression(pattern.expression);
  }
}

const list = (expressions: readonly Expr[]): string[] => expressions.map(sketchExpression);

function sketchExpression(expr: Expr): string {
  switch (expr.kind) {
    case 'name':
      return expr.name;
    case 'this':
    case 'super':
    case 'absent':
      return expr.kind;
    case 'literal':
      return JSON.stringify(expr.value);
    case 'regex':
      return `/${expr.pattern}/${expr.flags}`;
    case 'template': {
      const parts = expr.parts.map((part) =>
        typeof part === 'string' ? JSON.stringify(part) : sketchExpression(part),
      );
      return words('template', expr.tag ? `tag:${sketchExpression(expr.tag)}` : '', ...parts);
    }
    case 'member':
      return words(expr.optional ? '?.' : '.', sketchExpression(expr.object), expr.property);
    case 'index':
      return words(expr.optional ? '?.[]' : '[]', sketchExpression(expr.object), sketchExpression(expr.index));
    case 'call': {
      const word = expr.construct ? 'new' : expr.optional ? '?.call' : 'call';
      return words(word, sketchExpression(expr.callee), ...list(expr.args));
    }
    case 'await':
    case 'spread':
      return words(expr.kind, sketchExpression(expr.value));
    case 'yield':
      return words('yield', expr.value ? sketchExpression(expr.value) : '');
    case 'unary':
      return words(expr.operator, sketchExpression(expr.value));
    case 'binary':
    case 'logical':
      return words(expr.operator, sketchExpression(expr.left), sketchExpression(expr.right));
    case 'sum':
      return words('sum', ...list(expr.terms));
    case 'conditional':
      return words('?', ...list([expr.test, expr.then, expr.otherwise]));
    case 'assign':
      return words(`${expr.operator ?? ''}=`, sketchPattern(expr.target), sketchExpression(expr.value));
    case 'object':
      return `{${expr.properties.map(sketchProperty).join(', ')}}`;
    case 'array':
      return `[${expr.items.map((item) => (item ? sketchExpression(item) : '-')).join(', ')}]`;
    case 'function':
      return sketchFunction(expr.fn);
    case 'class':
      return sketchClass(expr.class);
    case 'sequence':
      return words('seq', ...list(expr.items));
    case 'element': {
      const attributes = `{${expr.attributes.map(sketchProperty).join(', ')}}`;
      return words('element', expr.tag ? sketchExpression(expr.tag) : '_', attributes, ...list(expr.children));
    }
    case 'import':
      return words('import', sketchExpression(expr.module));
    case 'unknown':
      return words('unknown', ...list(expr.parts));
  }
}

function sketchProperty(property: PropertyIr): string {
  const value = sketchExpression(property.value);
  if (property.kind === 'spread') return `...${value}`;
  return property.kind === 'computed' ? `[${sketchExpression(property.key)}]: ${value}` : `${property.key}: ${value}`;
}
