/** Validation libraries: how a schema is written, applied, and which of its parts leave a text no room. */

/** Packages whose schemas are understood. zod.dev/api, joi.dev/api, github.com/jquense/yup, valibot.dev/api. */
export const SCHEMA_PACKAGES: readonly string[] = [
  ...['zod', 'joi', '@hapi/joi', 'yup', 'valibot', 'superstruct', '@sinclair/typebox', 'myzod', 'arktype', 'celebrate'],
];

/** Methods of a schema that give what they were given, validated. */
export const SCHEMA_METHODS: ReadonlySet<string> = new Set([
  ...['parse', 'parseAsync', 'safeParse', 'safeParseAsync', 'validate', 'validateAsync', 'validateSync', 'cast'],
  ...['attempt', 'decode', 'assert', 'create', 'validateOrThrow'],
]);

/** Properties of the result under which the validated value lies. */
export const SCHEMA_RESULTS: ReadonlySet<string> = new Set(['data', 'value', 'output']);

/** Methods that take an object of fields. */
export const OBJECT_SCHEMAS: ReadonlySet<string> = new Set([
  ...['object', 'strictObject', 'looseObject', 'extend', 'keys', 'shape', 'append', 'merge', 'Object', 'setKey'],
]);

export const LIST_SCHEMAS: ReadonlySet<string> = new Set(['array', 'items', 'of', 'set', 'tuple', 'Array']);

/** Parts of a field's schema after which its value is a number, a truth value, a date, an identifier or one of a list. */
export const CONSTRAINING_SCHEMAS: ReadonlySet<string> = new Set([
  ...['number', 'int', 'int32', 'float64', 'bigint', 'boolean', 'bool', 'date', 'datetime', 'isoDate', 'integer'],
  ...['enum', 'nativeEnum', 'literal', 'valid', 'allow', 'oneOf', 'equal', 'picklist', 'keyof', 'enums'],
  ...['uuid', 'uuidv4', 'guid', 'cuid', 'cuid2', 'ulid', 'nanoid', 'hex', 'alphanum', 'ip', 'objectId', 'port'],
  ...['Number', 'Integer', 'Boolean', 'Enum', 'Literal', 'Date', 'stringbool'],
]);

/** Decorators of class-validator that do the same to a property (github.com/typestack/class-validator#validation-decorators). */
export const CONSTRAINING_DECORATORS: ReadonlySet<string> = new Set([
  ...['IsInt', 'IsNumber', 'IsBoolean', 'IsDate', 'IsEnum', 'IsIn', 'IsUUID', 'IsMongoId', 'IsNumberString'],
  ...['IsISO8601', 'IsDateString', 'IsAlpha', 'IsAlphanumeric', 'IsHexadecimal', 'IsPort', 'IsDecimal', 'Min', 'Max'],
  ...['IsPositive', 'IsNegative', 'IsSemVer', 'IsObjectId'],
]);

/** Pipes of NestJS that do it to a parameter (docs.nestjs.com/pipes#built-in-pipes). */
export const CONSTRAINING_PIPES: ReadonlySet<string> = new Set([
  ...['ParseIntPipe', 'ParseFloatPipe', 'ParseBoolPipe', 'ParseUUIDPipe', 'ParseEnumPipe', 'ParseDatePipe'],
  ...['ParseObjectIdPipe', 'ParseMongoIdPipe'],
]);

/** Chains of express-validator that do it to a field (express-validator.github.io/docs/api/validation-chain). */
export const CONSTRAINING_CHECKS: ReadonlySet<string> = new Set([
  ...['isInt', 'isUUID', 'isIn', 'isNumeric', 'isBoolean', 'isMongoId', 'isISO8601', 'isDate', 'isAlpha', 'toInt'],
  ...['isAlphanumeric', 'isFloat', 'isDecimal', 'isHexadecimal', 'isULID', 'toFloat', 'toBoolean', 'toDate'],
]);
