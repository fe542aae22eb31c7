/** A user name and a password in a URL: `scheme://user:password@host`, read around its `://`. */
import type { SecretMatch } from './format-matches.ts';
import { isCommonPassword, isPlaceholder } from './placeholders.ts';

const DATABASES: Readonly<Record<string, string>> = {
  postgres: 'PostgreSQL',
  postgresql: 'PostgreSQL',
  mysql: 'MySQL',
  mysqlx: 'MySQL',
  mariadb: 'MariaDB',
  mongodb: 'MongoDB',
  'mongodb+srv': 'MongoDB',
  redis: 'Redis',
  rediss: 'Redis',
  sqlserver: 'SQL Server',
  mssql: 'SQL Server',
  oracle: 'Oracle',
  cassandra: 'Cassandra',
  couchbase: 'Couchbase',
  couchbases: 'Couchbase',
  neo4j: 'Neo4j',
  bolt: 'Neo4j',
  clickhouse: 'ClickHouse',
  cockroachdb: 'CockroachDB',
  snowflake: 'Snowflake',
  amqp: 'AMQP',
  amqps: 'AMQP',
  nats: 'NATS',
  ldap: 'LDAP',
  ldaps: 'LDAP',
  elasticsearch: 'Elasticsearch',
};

const SCHEME_END = /[a-z][a-z0-9+.-]{1,24}$/i;
const USER_INFO = /[^\s:/@"'`<>\\]{0,100}:([^\s@/"'`<>\\]{3,300})@(?=[A-Za-z0-9[][A-Za-z0-9.:[\]-]{1,250})/y;

/** @param at of `://` */
export function urlSecret(text: string, at: number): SecretMatch | null {
  USER_INFO.lastIndex = at + 3;
  const userInfo = USER_INFO.exec(text);
  const scheme = SCHEME_END.exec(text.slice(Math.max(0, at - 26), at))?.[0];
  if (userInfo === null || scheme === undefined) return null;
  const [, password = ''] = userInfo;
  if (isPlaceholder(password) || /[${}*]/.test(userInfo[0]) || /^(?:password|pass|pwd|pw|secret)$/i.test(password))
    return null;
  const name = DATABASES[scheme.toLowerCase().replace(/\+(?!srv).*$/, '')];
  if (name === undefined && isCommonPassword(password)) return null;
  const host = /[^\s"'`<>\\,;)]{1,300}/y;
  host.lastIndex = USER_INFO.lastIndex;
  host.test(text);
  return {
    kind: name === undefined ? 'basic-auth' : 'database-url',
    description: name === undefined ? 'user name and password in a URL' : `${name} connection string with a password`,
    start: at - scheme.length,
    end: host.lastIndex,
  };
}
