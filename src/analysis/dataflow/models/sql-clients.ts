/** Calls that take SQL as text, by the package that their receiver comes from. Data; a new client is a row. */

export interface SqlClient {
  readonly packages: readonly string[];
  /** Methods, whatever lies between them and the package: `pool.connect().query` is pg's `query`. */
  readonly methods: readonly string[];
  /** Position of the text among the arguments. */
  readonly argument: number;
  /** Properties that hold it, where an object may be given instead. */
  readonly keys: readonly string[];
  readonly source: string;
}

export const SQL_CLIENTS: readonly SqlClient[] = [
  {
    packages: ['pg', 'pg-pool', '@neondatabase/serverless', '@vercel/postgres', 'pg-native'],
    methods: ['query'],
    argument: 0,
    keys: ['text'],
    source: 'node-postgres.com/apis/client#clientquery',
  },
  {
    packages: ['pg-query-stream', 'pg-cursor'],
    methods: [''],
    argument: 0,
    keys: [],
    source: 'node-postgres.com/apis/cursor',
  },
  {
    packages: ['pg-promise'],
    methods: [
      ...['any', 'each', 'many', 'manyOrNone', 'map', 'multi', 'multiResult', 'none', 'one', 'oneOrNone', 'query'],
      'result',
    ],
    argument: 0,
    keys: ['text'],
    source: 'vitaly-t.github.io/pg-promise/Database.html',
  },
  {
    packages: ['mysql', 'mysql2', 'mariadb', 'promise-mysql', 'serverless-mysql', '@planetscale/database'],
    methods: ['query', 'execute', 'batch', 'queryStream', 'prepare'],
    argument: 0,
    keys: ['sql'],
    source: 'github.com/mysqljs/mysql#performing-queries; sidorares.github.io/node-mysql2',
  },
  {
    packages: [
      'sqlite3',
      'better-sqlite3',
      'sqlite',
      'bun:sqlite',
      'node:sqlite',
      '@libsql/client',
      'sql.js',
      'sqlite-async',
    ],
    methods: ['run', 'get', 'all', 'each', 'exec', 'prepare', 'query', 'execute', 'executeMultiple', 'map'],
    argument: 0,
    keys: ['sql'],
    source: 'github.com/TryGhost/node-sqlite3/wiki/API; github.com/WiseLibs/better-sqlite3/blob/master/docs/api.md',
  },
  {
    packages: ['mssql', 'tedious', 'msnodesqlv8'],
    methods: ['query', 'batch', 'queryRaw', 'execSql'],
    argument: 0,
    keys: ['query_str'],
    source: 'tediousjs.github.io/node-mssql',
  },
  {
    packages: ['tedious'],
    methods: ['Request'],
    argument: 0,
    keys: [],
    source: 'tediousjs.github.io/tedious/api-request.html',
  },
  {
    packages: [
      'oracledb',
      'ibm_db',
      'odbc',
      'hdb',
      '@sap/hana-client',
      '@sap/hdbext',
      'snowflake-sdk',
      'vertica-nodejs',
    ],
    methods: ['execute', 'executeMany', 'query', 'querySync', 'prepare', 'exec', 'queryStream'],
    argument: 0,
    keys: ['sqlText', 'sql'],
    source: 'node-oracledb.readthedocs.io; the README of @sap/hana-client; docs.snowflake.com Node.js driver',
  },
  {
    packages: ['@google-cloud/bigquery', '@google-cloud/spanner', '@clickhouse/client', 'clickhouse', 'trino-client'],
    methods: ['query', 'createQueryJob', 'run', 'runStream', 'runUpdate', 'command', 'exec', 'insert'],
    argument: 0,
    keys: ['query', 'sql'],
    source: 'cloud.google.com/nodejs/docs/reference; clickhouse.com/docs/integrations/javascript',
  },
  {
    packages: ['@aws-sdk/client-rds-data', 'aws-sdk', '@aws-sdk/client-athena', '@aws-sdk/client-redshift-data'],
    methods: [
      ...['ExecuteStatementCommand', 'BatchExecuteStatementCommand', 'ExecuteSqlCommand', 'StartQueryExecutionCommand'],
      ...['executeStatement', 'batchExecuteStatement', 'executeSql', 'startQueryExecution'],
    ],
    argument: 0,
    keys: ['sql', 'sqlStatements', 'Sql', 'QueryString'],
    source: 'docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/client/rds-data',
  },
  {
    packages: ['sequelize', 'sequelize-typescript', '@sequelize/core'],
    methods: ['query', 'literal', 'queryRaw'],
    argument: 0,
    keys: ['query'],
    source: 'sequelize.org/docs/v6/core-concepts/raw-queries',
  },
  {
    packages: ['typeorm'],
    methods: ['query'],
    argument: 0,
    keys: [],
    source: 'typeorm.io/docs/working-with-entity-manager/entity-manager-api',
  },
  {
    packages: ['typeorm'],
    methods: [
      'where',
      'andWhere',
      'orWhere',
      'having',
      'andHaving',
      'orHaving',
      'orderBy',
      'addOrderBy',
      'groupBy',
      'select',
    ],
    argument: 0,
    keys: [],
    source: 'typeorm.io/docs/query-builder/select-query-builder#important-note-when-using-the-where-expression',
  },
  {
    packages: ['@mikro-orm/core', '@mikro-orm/postgresql', '@mikro-orm/mysql', '@mikro-orm/knex', '@mikro-orm/sqlite'],
    methods: ['execute', 'raw'],
    argument: 0,
    keys: [],
    source: 'mikro-orm.io/docs/raw-queries',
  },
  {
    packages: ['postgres', 'drizzle-orm', 'kysely', 'slonik'],
    methods: ['unsafe', 'raw', 'lit'],
    argument: 0,
    keys: [],
    source:
      'github.com/porsager/postgres#unsafe-raw-string-queries; orm.drizzle.team/docs/sql#sqlraw; kysely-org.github.io',
  },
  {
    packages: ['@prisma/client'],
    methods: ['$queryRawUnsafe', '$executeRawUnsafe', 'raw'],
    argument: 0,
    keys: [],
    source: 'prisma.io/docs/orm/prisma-client/using-raw-sql/raw-queries',
  },
  {
    packages: ['knex', 'objection', 'bookshelf'],
    methods: [
      ...['raw', 'whereRaw', 'orWhereRaw', 'andWhereRaw', 'havingRaw', 'orHavingRaw', 'orderByRaw', 'groupByRaw'],
      ...['joinRaw', 'fromRaw', 'withRaw', 'selectRaw'],
    ],
    argument: 0,
    keys: [],
    source: 'knexjs.org/guide/raw.html',
  },
];

/** Methods that take SQL wherever they are met: no other library has such names. */
export const SQL_METHODS: ReadonlySet<string> = new Set([
  ...['whereRaw', 'orWhereRaw', 'andWhereRaw', 'havingRaw', 'orHavingRaw', 'orderByRaw', 'groupByRaw', 'joinRaw'],
  ...['fromRaw', '$queryRawUnsafe', '$executeRawUnsafe', 'queryRawUnsafe', 'executeRawUnsafe'],
]);

/** Names that run what they are given as SQL where what they are given is SQL. */
export const SQL_LIKELY_METHODS: ReadonlySet<string> = new Set([
  ...['query', 'execute', 'raw', 'rawQuery', 'runQuery', 'executeQuery', 'executeSql', 'execSql', 'runSql', 'querySql'],
  ...['queryRaw', 'executeRaw', 'queryAsync', 'queryOne', 'queryAll', 'queryRows', 'sqlQuery', 'dbQuery', 'literal'],
  ...[
    'unsafe',
    'prepare',
    'run',
    'get',
    'all',
    'each',
    'exec',
    'any',
    'one',
    'none',
    'many',
    'oneOrNone',
    'manyOrNone',
  ],
  ...['queryStream', 'stream', 'createQuery', 'nativeQuery', 'sendNativeQuery', 'simpleQuery', 'request'],
]);

/** Those of them that are asked even where no SQL is seen at the call itself, since it may be put together elsewhere. */
export const SQL_TELLING_METHODS: ReadonlySet<string> = new Set([
  ...['query', 'execute', 'rawQuery', 'runQuery', 'executeQuery', 'executeSql', 'execSql', 'runSql', 'querySql'],
  ...['queryRaw', 'executeRaw', 'queryAsync', 'queryOne', 'queryAll', 'queryRows', 'sqlQuery', 'dbQuery'],
  ...['sendNativeQuery', 'nativeQuery'],
]);

/** Functions whose result is safe in SQL: quoted, or bound. */
export const SQL_QUOTING: ReadonlySet<string> = new Set([
  ...['mysql.escape', 'mysql.escapeId', 'mysql.format', 'mysql2.escape', 'mysql2.escapeId', 'mysql2.format'],
  ...[
    'sqlstring.escape',
    'sqlstring.escapeId',
    'sqlstring.format',
    'pg-format',
    'pg-format.literal',
    'pg-format.ident',
  ],
  ...['pg-promise.as.format', 'pg-promise.as.name', 'pg-escape', 'mysql2/promise.escape', 'mysql2/promise.format'],
]);

/** The same as methods of connections and pools. */
export const SQL_QUOTING_METHODS: ReadonlySet<string> = new Set([
  ...[
    'escape',
    'escapeId',
    'escapeLiteral',
    'escapeIdentifier',
    'quoteIdentifier',
    'quote',
    'quoteName',
    'escapeString',
  ],
  ...['quoteTable', 'wrapIdentifier'],
]);
