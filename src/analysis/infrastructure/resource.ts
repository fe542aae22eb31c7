/**
 * One thing that infrastructure code asks for, whatever it is written in: a cloud resource, a workload, a service, an
 * image. Its kind is Terraform's name for it (`aws_s3_bucket`), so that a risk is stated once; its properties keep their
 * own spelling, and are read by `fields.ts`, which does not mind.
 */
import type { Span } from '#domain/span.ts';
import type { ConfigValue } from '../configuration-facts.ts';

export type Platform = 'terraform' | 'cloudformation' | 'serverless' | 'kubernetes' | 'compose' | 'dockerfile';

export interface Resource {
  readonly platform: Platform;
  /** `aws_s3_bucket`, `kubernetes/deployment`, `compose/service`; a type that has no other name keeps its own (`AWS::X::Y`). */
  readonly kind: string;
  readonly name: string;
  /** As people call it, and as others refer to it in the same scope: `aws_s3_bucket.logs`, `Logs`, `Deployment shop`. */
  readonly address: string;
  readonly path: string;
  /** How its text is written, for whoever mends it. */
  readonly syntax: 'hcl' | 'yaml' | 'json' | 'dockerfile';
  /** A map; names inside have been followed as far as they are known. */
  readonly properties: ConfigValue;
  readonly span: Span;
  /** Where to point when something is missing from it. */
  readonly header: Span;
  /** It is a call of somebody's module that makes such a resource, with defaults of its own. */
  readonly byModule: ModuleCall | null;
}

export interface ModuleCall {
  readonly source: string;
  readonly version: string | null;
}
