/**
 * The shape of `.github/countersign.yml`, with the words that editors show for each key. Says nothing about which
 * rules exist, nor whether a glob is sensible: the parser adds both.
 */
import { AREAS, type BuiltInArea } from '#domain/area.ts';
import { SEVERITIES } from '#domain/finding.ts';
import { z } from 'zod';
import { BLOCKS, COUNTERSIGNS, DECLARATIONS, defaultArea, MODES, UNDECLARED } from './policy.ts';
import { CONSEQUENCES } from './tool-policy.ts';
import { ASKS, INSTALL_SCRIPTS, MAXIMUM_SEVERITIES } from './dependency-policy.ts';
import { DESTINATIONS } from './code-policy.ts';
import { MAX_PATTERN_LENGTH } from './path-pattern.ts';

const MAX_PATHS = 200;
const MAX_NAMES = 500;
export const MAX_OWN_AREAS = 100;
export const MAX_RULES = 1_000;
/** Names of own areas, as they appear in requirements and titles. */
export const AREA_NAME = /^[a-z][a-z0-9-]{0,39}$/;

const ABOUT_AREAS: Readonly<Record<BuiltInArea, string>> = {
  auth: 'Who a caller is and what they may do: sign-in, sessions, tokens, guards, roles.',
  data: 'What is stored and how it is asked for: queries, migrations, schemas, personal data.',
  dependencies: 'What is taken in from others: manifests, lockfiles, registries.',
  infrastructure:
    'Where it runs: Terraform, Kubernetes, containers. Changes to permissions always ask, unless "never".',
  prompts: 'What language models are told, and what they may do.',
  logging: 'What is written to logs, metrics and traces.',
  integrations: 'Calls to other systems, and calls from them: HTTP clients, webhooks, TLS.',
  crypto: 'Hashing, encryption, signatures, randomness.',
  secrets: 'Keys, passwords and tokens, and how they are kept.',
  workflows: 'What continuous integration runs, and with which rights.',
  agents: 'Instructions, tools and permissions of coding agents.',
  governance: 'The rules themselves: this file, CODEOWNERS, templates.',
};

const paths = z
  .array(
    z
      .string()
      .min(1)
      .max(MAX_PATTERN_LENGTH)
      .meta({ examples: ['src/billing/**'] }),
  )
  .max(MAX_PATHS)
  .meta({
    title: 'Paths',
    description:
      "Globs from the repository's root (*, **, ?, {a,b}). A built-in area has paths already, and looks at what the code does: these add to them.",
  });

const countersign = z.enum(COUNTERSIGNS).meta({
  title: 'Countersign',
  description:
    'When an owner must approve: always; assisted (where AI wrote part of the change, or a declaration was required and not given); never.',
});

const block = z.enum(BLOCKS).meta({
  title: 'Block',
  description:
    'New findings of high confidence and at least this severity must be fixed, whoever wrote them. never: they are only reported.',
});

const ownArea = z
  .strictObject({ paths: paths.min(1), countersign: countersign.optional(), block: block.optional() })
  .meta({
    title: 'An area of your own',
    description: 'Needs paths. countersign is always, block is high, if not given.',
  });

function builtInArea(name: BuiltInArea) {
  const byDefault = defaultArea(name);
  return z
    .strictObject({ paths: paths.optional(), countersign: countersign.optional(), block: block.optional() })
    .nullish()
    .meta({
      title: name,
      description: `${ABOUT_AREAS[name]} By default: countersign ${byDefault.countersign}, block ${byDefault.block}.`,
    });
}

const builtInAreas = Object.fromEntries(AREAS.map((name) => [name, builtInArea(name)])) as Record<
  BuiltInArea,
  ReturnType<typeof builtInArea>
>;

const severity = z.enum(SEVERITIES).meta({ title: 'Severity', description: "Replaces the rule's own severity." });

const ruleSetting = z
  .union([
    z.enum(['off', ...SEVERITIES]),
    z.strictObject({
      severity: severity.optional(),
      off: z.literal(true).optional().meta({ title: 'Off', description: 'The rule does not run.' }),
    }),
  ])
  .meta({ title: 'Rule', description: 'off, a severity, or an object with one of both.' });

const MAX_TOOLS = 200;
const NAME_OF_TOOL = z.string().min(1).max(60);

const toolEntry = z
  .union([
    NAME_OF_TOOL,
    z
      .strictObject({
        tool: NAME_OF_TOOL.optional(),
        model: z.string().min(1).max(100).optional(),
        then: z.enum(CONSEQUENCES).optional(),
        because: z.string().min(1).max(300).optional(),
      })
      .refine(({ tool, model }) => tool !== undefined || model !== undefined, 'names a tool or a model'),
  ])
  .meta({
    title: 'Tool',
    description:
      "A tool's id (claude-code, github-copilot), or an object with tool, model (with * for anything), then and because.",
    examples: ['claude-code'],
  });

const provenance = z
  .strictObject({
    declaration: z.enum(DECLARATIONS).optional().meta({
      title: 'Declaration',
      description:
        'Whether authors must say if AI helped: never; sensitive (where a change touches an area that can ask for a countersign); always. Known bots that are not AI are exempt.',
    }),
    undeclared: z.enum(UNDECLARED).optional().meta({
      title: 'Undeclared',
      description:
        'What a change counts as whose author had to say whether AI helped and did not: assisted (if not given) or human.',
    }),
    tools: z
      .strictObject({
        allow: z.array(toolEntry).max(MAX_TOOLS).optional().meta({
          title: 'Allowed tools',
          description: 'If given, tools and models that are not on it need a countersign, or what "otherwise" says.',
        }),
        deny: z.array(toolEntry).max(MAX_TOOLS).optional().meta({
          title: 'Denied tools',
          description: 'Tools and models that may take no part: they block, unless "then" says countersign.',
        }),
        otherwise: z.enum(CONSEQUENCES).optional().meta({
          title: 'Otherwise',
          description:
            'What follows for a tool that is not on the list of allowed ones: countersign (if not given) or block.',
        }),
      })
      .optional()
      .meta({ title: 'Tools', description: 'Which AI tools and models may take part in a change.' }),
  })
  .nullish()
  .meta({ title: 'Provenance', description: 'What is asked about who or what wrote a change.' });

const MAX_PACKAGES = 2_000;
const MAX_DAYS = 3_650;

function packages(description: string, example: string) {
  return z
    .array(z.string().min(1).max(MAX_PATTERN_LENGTH))
    .max(MAX_PACKAGES)
    .optional()
    .meta({ title: 'Packages', description, examples: [[example]] });
}

const packageWithReason = z
  .strictObject({
    package: z.string().min(1).max(MAX_PATTERN_LENGTH).meta({
      title: 'Package',
      description: 'A name, with npm: or another ecosystem before it and * in it if need be.',
    }),
    use: z.string().max(200).optional().meta({ title: 'Use', description: 'What to take in its place.' }),
    because: z.string().max(500).optional().meta({ title: 'Because', description: 'Why, for who reads the finding.' }),
  })
  .meta({ title: 'A package, and what to take in its place' });

const limits = {
  'minimum-age': z.number().int().min(0).max(MAX_DAYS).optional().meta({
    title: 'Minimum age',
    description: 'Days since the first release of a package, below which it is reported. Default: 7.',
  }),
  'minimum-releases': z.number().int().min(0).max(1_000).optional().meta({
    title: 'Minimum releases',
    description: 'Number of releases below which a package is reported. Default: 2.',
  }),
  'maximum-severity': z.enum(MAXIMUM_SEVERITIES).optional().meta({
    title: 'Maximum severity',
    description: 'A known vulnerability above it must be fixed; up to it, it is reported. Default: medium.',
  }),
  'install-scripts': z.enum(INSTALL_SCRIPTS).optional().meta({
    title: 'Install scripts',
    description:
      'Packages that run a script of their own when they are installed: deny (must be fixed), report, allow. Default: report.',
  }),
};

function licences(description: string) {
  return z.array(z.string().min(1).max(200)).max(500).optional().meta({ title: 'Licences', description });
}

const dependencies = z
  .strictObject({
    ask: z.enum(ASKS).optional().meta({
      title: 'Ask',
      description:
        'What public services may be asked about: nothing; known (packages that the lockfile of the base has from a public registry, and names called public here); all (every name that is not called private). Default: known.',
    }),
    public: packages('Names that are public, and may be asked about.', 'left-*'),
    private: packages('Names that are not public: nobody but your own registry is asked about them.', '@acme/*'),
    'public-registries': z.array(z.string().min(1).max(300)).max(100).optional().meta({
      title: 'Public registries',
      description: 'Hosts of registries, as lockfiles name them, whose packages are public.',
    }),
    allow: packages('Packages that nobody need look at again.', 'npm:left-shelf'),
    ban: z
      .array(packageWithReason)
      .max(MAX_PACKAGES)
      .optional()
      .meta({ title: 'Ban', description: 'Packages that may not come in.' }),
    instead: z.array(packageWithReason).max(MAX_PACKAGES).optional().meta({
      title: 'Instead',
      description: 'Packages for which there is something of your own already.',
    }),
    licences: z
      .strictObject({
        allow: licences('SPDX licences that are accepted; all others are reported. None given: any.'),
        deny: licences('SPDX licences that are not accepted.'),
      })
      .nullish()
      .meta({ title: 'Licences', description: 'By SPDX identifier.' }),
    ...limits,
    assisted: z.strictObject(limits).nullish().meta({
      title: 'Assisted',
      description: 'Limits for changes that AI assisted; they count where they are stricter.',
    }),
  })
  .nullish()
  .meta({ title: 'Dependencies', description: 'What is asked of packages that a change brings.' });

const MAX_SERVERS = 500;

const agents = z
  .strictObject({
    servers: z
      .array(
        z
          .string()
          .min(1)
          .max(MAX_PATTERN_LENGTH)
          .meta({ examples: ['@modelcontextprotocol/*', 'mcp.example.com/api'] }),
      )
      .max(MAX_SERVERS)
      .optional()
      .meta({
        title: 'Servers',
        description:
          'Servers of the Model Context Protocol that agents may use: a package, an image, or a host with its path, without a version; a star at the end stands for anything. Not given: none is forbidden, and each new one is shown. An empty list forbids all.',
      }),
  })
  .nullish()
  .meta({ title: 'Agents', description: 'What coding agents may use.' });

function names(description: string, example: string) {
  return z
    .array(
      z
        .string()
        .regex(/^[A-Za-z_$][\w$-]*(?:\.[A-Za-z_$][\w$-]*)?$/)
        .max(100)
        .meta({ examples: [example] }),
    )
    .max(MAX_NAMES)
    .optional()
    .meta({ title: 'Names', description });
}

const dataClass = z
  .strictObject({
    fields: names('Properties, by name or by what has them: diagnosis, patient.notes.', 'diagnosis'),
    types: names('Types and classes whose values are sensitive as a whole.', 'PatientRecord'),
    tables: names('Tables, collections and models whose rows are sensitive as a whole.', 'patients'),
    'may-reach': z.array(z.enum(DESTINATIONS)).max(DESTINATIONS.length).optional().meta({
      title: 'May reach',
      description:
        'Where such data may go: logs, prompts (what language models are told), requests (to other systems), responses. None given: nowhere of these.',
    }),
  })
  .meta({ title: 'Data class', description: 'Data that is sensitive here.' });

const code = z
  .strictObject({
    assisted: z
      .strictObject({
        'maximum-complexity': z.int().min(1).max(1_000).optional().meta({
          title: 'Maximum complexity',
          description: 'Decisions in one function. Default: 25.',
        }),
        'maximum-nesting': z.int().min(1).max(100).optional().meta({
          title: 'Maximum nesting',
          description: 'Decisions inside one another. Default: 5.',
        }),
      })
      .nullish()
      .meta({ title: 'Assisted', description: 'Limits for functions in changes that AI assisted.' }),
  })
  .nullish()
  .meta({ title: 'Code', description: 'What is asked of code.' });

export const policySchema = z
  .strictObject({
    version: z.literal(1).meta({ title: 'Version', description: 'Version of this format. Always 1.' }),
    mode: z.enum(MODES).optional().meta({
      title: 'Mode',
      description:
        'observe: the check on GitHub always passes and says what it would need. enforce: it fails until its requirements are met. Default: observe.',
    }),
    areas: z.object(builtInAreas).catchall(ownArea).nullish().meta({
      title: 'Areas',
      description:
        'What is sensitive here. Every built-in area is on with its defaults; any other name is an area of your own.',
    }),
    rules: z.record(z.string(), ruleSetting).nullish().meta({
      title: 'Rules',
      description: 'Rules by id, such as auth/late-guard. A rule that is not named runs as it is.',
    }),
    provenance,
    dependencies,
    agents,
    'data-classes': z.record(z.string().regex(AREA_NAME), dataClass).nullish().meta({
      title: 'Data classes',
      description: 'Fields, types and tables that are sensitive, and where they may go.',
    }),
    code,
  })
  .meta({ title: 'Countersign policy', description: 'What Countersign asks of a change before it may be merged.' });

/** A file of the right shape, as written: without defaults. */
export type PolicyFile = z.infer<typeof policySchema>;
