/**
 * Built-in paths of areas, as globs over the path in kebab case (`src/AuthGuard.ts` is `src/auth-guard.ts`), each with
 * what lies there. `code` paths count for program source alone, and not where it is a test or an example.
 */
import type { BuiltInArea } from '#domain/area.ts';

export interface AreaPaths {
  readonly area: BuiltInArea;
  readonly kind: 'code' | 'any';
  readonly globs: readonly string[];
  /** Continues "the path is that of …". */
  readonly holds: string;
  /** Texts for people among them count, too: tools or the platform read them. */
  readonly prose?: true;
  /** Of infrastructure: who may do what. */
  readonly permissions?: true;
}

const AUTH_WORDS =
  'auth,authn,authz,authentication,authorization,authenticate,authorize,authenticator,login,logout,signin,signup,session,sessions,permission,permissions,rbac,acl,oauth,oauth2,oidc,saml,sso,jwt,passport,password,passwords,csrf,mfa,totp,2fa,credentials';

export const AREA_PATHS: readonly AreaPaths[] = [
  {
    area: 'auth',
    kind: 'code',
    globs: [
      `**/{${AUTH_WORDS}}/**`,
      `**/{${AUTH_WORDS}}.*`,
      `**/{${AUTH_WORDS}}-*`,
      `**/*[-.]{${AUTH_WORDS}}.*`,
      `**/*[-.]{${AUTH_WORDS}}-*`,
      `**/*-{${AUTH_WORDS}}/**`,
      `**/{access-control,access-token*,guards}/**`,
      `**/*[-.]guard.*`,
    ],
    holds: 'sign-in, sessions or permissions',
  },
  {
    area: 'data',
    kind: 'code',
    globs: [
      '**/{migrations,migration,database,databases,db,entities,repositories,models,schemas,schema,orm,dao,queries,prisma,seeds,seeders}/**',
      '**/*[-.]{entity,repository,migration,model,schema,dao,query}.*',
      '**/{model,schema,repository,query,queries,database,db}.*',
      '**/{knexfile,drizzle.config,ormconfig,data-source,datasource}.*',
    ],
    holds: 'stored data and its queries',
  },
  { area: 'data', kind: 'any', globs: ['**/*.sql', '**/*.prisma'], holds: 'database schema or queries' },
  {
    area: 'logging',
    kind: 'code',
    globs: [
      '**/{logging,logger,loggers,telemetry,tracing,observability,audit,audit-log,instrumentation,instrumentations,apm,metrics,monitoring,sentry}/**',
      '**/{logger,logging,telemetry,tracing,audit,instrumentation,instrumentations,metrics,monitoring,sentry}{.,-}*',
      '**/*[-.]{logger,telemetry,tracing,metrics,monitoring}.*',
    ],
    holds: 'logs, metrics or traces',
  },
  {
    area: 'integrations',
    kind: 'code',
    globs: [
      '**/{webhooks,webhook,integrations,integration,connectors,mailer,mail,email,queues,queue,transporters,proxy,http-client}/**',
      '**/*[-.]{webhook,webhooks,mailer,http-client,queue,proxy,ping}.*',
      '**/{webhook,webhooks,mailer,queue,proxy,http-request}{.,-}*',
    ],
    holds: 'what speaks with other systems',
  },
  {
    area: 'crypto',
    kind: 'code',
    globs: [
      '**/{crypto,cryptography,encryption,cipher,ciphers,signing}/**',
      '**/{crypto,encryption,encrypt,decrypt,hashing,signing}{.,-}*',
      '**/*[-.]{crypto,encryption,cipher}.*',
    ],
    holds: 'cryptography',
  },
  {
    area: 'prompts',
    kind: 'any',
    globs: [
      '**/{prompts,system-prompts}/**',
      '**/*{.,-}prompt{.,-}*',
      '**/*.{prompt,prompty}',
      '**/{prompt,system-prompt}.{md,txt,yaml,yml,json}',
    ],
    holds: 'what language models are told',
    prose: true,
  },
  {
    area: 'prompts',
    kind: 'code',
    globs: ['**/{llm,llms,langchain,openai,anthropic}/**', '**/{llm,openai,anthropic}{.,-}*'],
    holds: 'the use of language models',
  },
  {
    area: 'secrets',
    kind: 'any',
    globs: [
      '**/.env',
      '**/.env.*',
      '**/*.env',
      '**/*.{pem,key,p12,pfx,jks,keystore,kdbx}',
      '**/.{npmrc,netrc,pgpass,htpasswd}',
      '**/{credentials,secrets}.{json,yaml,yml,toml,ini}',
      '**/.sops.yaml',
      '**/*.sops.{json,yaml,yml}',
      '**/sealed-secret*.{yaml,yml}',
    ],
    holds: 'keys, passwords or tokens',
  },
  {
    area: 'secrets',
    kind: 'code',
    globs: ['**/{secrets,vault,secret-manager,keystore}/**', '**/{secret,secrets,vault}{.,-}*'],
    holds: 'keys, passwords or tokens',
  },
  {
    area: 'dependencies',
    kind: 'any',
    globs: [
      '**/{package,package-lock,npm-shrinkwrap}.json',
      '**/{yarn.lock,pnpm-lock.yaml,pnpm-workspace.yaml,bun.lock,bun.lockb,deno.lock}',
      '**/{requirements*.txt,constraints*.txt,pipfile,pipfile.lock,poetry.lock,uv.lock,pyproject.toml,setup.py,setup.cfg}',
      '**/{go.mod,go.sum,go.work,cargo.toml,cargo.lock,gemfile,gemfile.lock,*.gemspec,composer.json,composer.lock}',
      '**/{pom.xml,build.gradle,build.gradle.kts,settings.gradle,gradle.lockfile,libs.versions.toml,mix.exs,mix.lock,pubspec.yaml,pubspec.lock}',
      '**/*.{csproj,fsproj,vbproj}',
      '**/{packages.config,packages.lock.json,directory.packages.props,nuget.config}',
      '**/{.yarnrc,.yarnrc.yml,.pnpmfile.cjs,bunfig.toml,pip.conf}',
      '{.github/,}{dependabot.yml,dependabot.yaml,renovate.json,renovate.json5,.renovaterc,.renovaterc.json}',
      '.gitmodules',
    ],
    holds: 'a manifest, lockfile or settings of a package manager',
    prose: true,
  },
  {
    area: 'infrastructure',
    kind: 'any',
    globs: [
      '**/*.{tf,tfvars,hcl,tf.json,bicep}',
      '**/{dockerfile,containerfile}',
      '**/{dockerfile,containerfile}.*',
      '**/*.dockerfile',
      '**/.dockerignore',
      '**/{docker-compose,compose}*.{yml,yaml}',
      '**/{k8s,kubernetes,manifests,helm,charts,kustomize,argocd,terraform,infra,infrastructure,ansible,deploy,cloudformation}/**/*.{yml,yaml,json,tpl}',
      '**/{chart,values,kustomization,skaffold,serverless,template,samconfig,helmfile}.{yml,yaml,toml}',
      '**/{pulumi,pulumi.*}.{yml,yaml}',
      '**/{fly.toml,render.yaml,app.yaml,vercel.json,netlify.toml,wrangler.toml,wrangler.json,wrangler.jsonc,procfile,heroku.yml,railway.json,cdk.json}',
      '**/{nginx,haproxy,caddyfile,apache2,httpd}{.conf,.cfg,}',
      '**/*.{service,nginx}',
    ],
    holds: 'where and how it runs',
  },
  {
    area: 'infrastructure',
    kind: 'any',
    globs: [
      '**/{iam,rbac,security-groups,network-policies,network-policy,firewall}*.{tf,yml,yaml,json,bicep}',
      '**/{iam,rbac,policies}/**/*.{tf,json,yml,yaml,bicep}',
      '**/{role,role-binding,cluster-role,cluster-role-binding,service-account,network-policy}.{yml,yaml}',
    ],
    holds: 'who may do what where it runs',
    permissions: true,
  },
  {
    area: 'workflows',
    kind: 'any',
    globs: [
      '.github/workflows/**',
      '.github/actions/**',
      '{.gitlab-ci.yml,.gitlab-ci.yaml,.gitlab/ci/**,.circleci/**,.buildkite/**,.woodpecker/**,.drone.yml,.travis.yml,appveyor.yml,.appveyor.yml}',
      '{jenkinsfile,jenkinsfile.*,azure-pipelines*.{yml,yaml},bitbucket-pipelines.yml,cloudbuild.{yml,yaml},buildspec.{yml,yaml},.cirrus.yml}',
      '{.husky/**,lefthook.{yml,yaml},.lefthook.{yml,yaml},.pre-commit-config.yaml}',
      '{action.yml,action.yaml}',
    ],
    holds: 'what continuous integration or git hooks run',
  },
  {
    area: 'agents',
    kind: 'any',
    globs: [
      '**/{agents,claude,gemini,agent,skill}.md',
      '**/{claude,agents,gemini}.local.md',
      '**/{.cursorrules,.windsurfrules,.clinerules,.roorules,.goosehints,.aider*}',
      '**/{.claude,.cursor,.codex,.gemini,.windsurf,.clinerules,.continue,.roo,.kiro,.junie,.amazonq,.augment,.agents}/**',
      '**/{.mcp.json,mcp.json,mcp-config.json,claude-desktop-config.json,opencode.json}',
      '.github/{copilot-instructions.md,instructions/**,prompts/**,chatmodes/**,agents/**,copilot-setup-steps.yml}',
    ],
    holds: 'instructions, tools or permissions of coding agents',
    prose: true,
  },
  {
    area: 'governance',
    kind: 'any',
    globs: [
      '{.github/,docs/,.gitlab/,}codeowners',
      '.github/countersign.{yml,yaml}',
      '{.github/,docs/,}{pull-request-template,merge-request-template}{.md,.txt,}',
      '{.github/,docs/,}pull-request-template/**',
      '.gitlab/merge-request-templates/**',
      '{.github/,docs/,}security.md',
      '.github/{settings.yml,rulesets/**,probot.yml,mergify.yml}',
      '{.mergify.yml,.github/mergify.yml}',
      '**/.gitattributes',
    ],
    holds: 'the rules by which changes are accepted',
    prose: true,
  },
];
