/** Well-known packages by what they are for. Of those in one row a repository seldom needs two. Names are comparable. */
import type { Ecosystem } from '#domain/package-fact.ts';

export interface Purpose {
  /** As continues "is new for". */
  readonly purpose: string;
  readonly names: readonly string[];
}

function row(purpose: string, names: string): Purpose {
  return { purpose, names: names.split(' ') };
}

export const PURPOSES: Readonly<Partial<Record<Ecosystem, readonly Purpose[]>>> = {
  npm: [
    row('requests over HTTP', 'axios got node-fetch superagent ky needle undici request cross-fetch isomorphic-fetch'),
    row('dates', 'moment dayjs date-fns luxon'),
    row('helpers for collections', 'lodash lodash-es underscore ramda radash remeda'),
    row('logging', 'winston pino bunyan log4js loglevel signale'),
    row('validation', 'zod joi yup ajv superstruct valibot class-validator io-ts'),
    row('web servers', 'express koa fastify @hapi/hapi restify hono polka'),
    row('access to databases', 'prisma typeorm sequelize mikro-orm @mikro-orm/core drizzle-orm objection bookshelf'),
    row('tests', 'jest mocha vitest ava jasmine tap'),
    row('state', 'redux zustand mobx recoil jotai valtio'),
    row('unique ids', 'uuid nanoid cuid ulid shortid'),
    row('arguments of a command line', 'commander yargs meow cac minimist arg'),
    row('colours in terminals', 'chalk kleur picocolors colorette ansi-colors colors'),
    row('hashing of passwords', 'bcrypt bcryptjs argon2'),
    row('mail', 'nodemailer @sendgrid/mail mailgun.js postmark resend'),
    row('browsers for tests', 'puppeteer playwright @playwright/test cypress selenium-webdriver webdriverio'),
  ],
  pypi: [
    row('requests over HTTP', 'requests httpx aiohttp urllib3 treq'),
    row('web servers', 'flask django fastapi tornado sanic bottle falcon litestar'),
    row('access to databases', 'sqlalchemy peewee tortoise-orm pony sqlmodel'),
    row('validation', 'pydantic marshmallow cerberus attrs voluptuous'),
    row('tests', 'pytest nose nose2'),
    row('dates', 'pendulum arrow delorean'),
    row('data frames', 'pandas polars dask vaex'),
    row('arguments of a command line', 'click typer docopt fire'),
    row('logging', 'loguru structlog logbook'),
    row('background jobs', 'celery rq dramatiq huey arq'),
  ],
  go: [
    row(
      'web servers',
      'github.com/gin-gonic/gin github.com/labstack/echo/v4 github.com/go-chi/chi/v5 github.com/gofiber/fiber/v2 github.com/gorilla/mux',
    ),
    row('logging', 'github.com/sirupsen/logrus go.uber.org/zap github.com/rs/zerolog'),
    row('command lines', 'github.com/spf13/cobra github.com/urfave/cli/v2 github.com/alecthomas/kong'),
  ],
  cargo: [
    row('web servers', 'actix-web axum rocket warp poem'),
    row('requests over HTTP', 'reqwest ureq surf isahc'),
    row('errors', 'anyhow eyre failure'),
    row('async run times', 'tokio async-std smol'),
  ],
};
