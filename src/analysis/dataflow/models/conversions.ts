/** Functions whose result has no room for anything but a number, a truth value or a date; and predicates that say so. */

/** Conversions whose result is as whole as what went in: `Number('1; --')` is no number. */
export const CONVERSIONS: ReadonlySet<string> = new Set(['Number', 'String', 'BigInt']);

/** Symbols of functions whose result is harmless in any text. developer.mozilla.org JavaScript reference, unless a package is named. */
export const CONSTRAINING_FUNCTIONS: ReadonlySet<string> = new Set([
  ...['Number', 'parseInt', 'parseFloat', 'Boolean', 'BigInt', 'isNaN', 'isFinite', 'Symbol', 'Date'],
  ...['Number.parseInt', 'Number.parseFloat', 'Number.isInteger', 'Number.isNaN', 'Number.isFinite', 'Date.parse'],
  ...['Array.isArray', 'Date.now', 'Object.is'],
  ...['validator.toInt', 'validator.toFloat', 'validator.toBoolean', 'validator.toDate'],
  ...['lodash.toNumber', 'lodash.toInteger', 'lodash.toSafeInteger', 'lodash.size', 'lodash.clamp', 'lodash.random'],
  ...['crypto.randomUUID', 'crypto.randomBytes', 'node:crypto.randomUUID', 'node:crypto.randomBytes'],
  ...['mongodb.ObjectId', 'mongoose.Types.ObjectId', 'bson.ObjectId', 'mongodb.ObjectID'],
]);

/** Objects all of whose functions are such. */
export const CONSTRAINING_OBJECTS: ReadonlySet<string> = new Set(['Math']);

/** Methods whose result is a number, a truth value, a position or a digest, whatever they are called on. */
export const CONSTRAINING_METHODS: ReadonlySet<string> = new Set([
  ...['indexOf', 'lastIndexOf', 'findIndex', 'includes', 'startsWith', 'endsWith', 'test', 'has', 'some', 'every'],
  ...['localeCompare', 'charCodeAt', 'codePointAt', 'getTime', 'toFixed', 'toPrecision', 'toISOString'],
  ...['digest', 'isValid', 'equals', 'hasOwnProperty', 'toInt', 'toNumber'],
]);

/**
 * Predicates whose argument is constrained where they answer as given. github.com/validatorjs/validator.js#validators;
 * github.com/uuidjs/uuid#uuidvalidatestr.
 */
export const VALIDATING_PREDICATES: ReadonlyMap<string, boolean> = new Map<string, boolean>([
  ...['isNaN', 'Number.isNaN'].map((name): [string, boolean] => [name, false]),
  ...['Number.isInteger', 'Number.isSafeInteger', 'Number.isFinite', 'isFinite'].map((name): [string, boolean] => [
    name,
    true,
  ]),
  ...['isInt', 'isUUID', 'isIn', 'isNumeric', 'isAlpha', 'isAlphanumeric', 'isBoolean', 'isMongoId', 'isISO8601'].map(
    (name): [string, boolean] => [`validator.${name}`, true],
  ),
  ...['isFloat', 'isDecimal', 'isHexadecimal', 'isDate', 'isPort', 'isSlug'].map((name): [string, boolean] => [
    `validator.${name}`,
    true,
  ]),
  ...['uuid.validate', 'mongoose.isValidObjectId', 'mongoose.Types.ObjectId.isValid', 'mongodb.ObjectId.isValid'].map(
    (name): [string, boolean] => [name, true],
  ),
  ...['lodash.isInteger', 'lodash.isNumber', 'lodash.isFinite', 'lodash.isBoolean'].map((name): [string, boolean] => [
    name,
    true,
  ]),
]);
