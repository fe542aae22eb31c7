/** A review of 500 changed Terraform and YAML files, warm: gathering, facts, linking, every rule, on both sides. */
import { RULES } from '#checks/registry.ts';
import { defaultPolicy } from '#policy/policy.ts';
import { review } from '#review/review.ts';
import { createMemoryRepository } from '../../test/repositories/memory-repository.ts';
import { createOutside } from '../../test/rules/outside.ts';
import { median, timeRuns } from './stopwatch.ts';

export interface InfrastructureTimes {
  readonly files: number;
  readonly lines: number;
  /** Milliseconds, nothing kept from the run before. */
  readonly review: number;
  readonly findings: number;
}

const FILES = 500;

export async function timeInfrastructure(runs: number): Promise<InfrastructureTimes> {
  const [base, head] = [treeOf(false), treeOf(true)];
  const repository = createMemoryRepository(base, head);
  const outside = createOutside();
  const request = {
    range: repository.range,
    pullRequest: null,
    policy: defaultPolicy(),
    policyUse: { source: 'built-in default', digest: '', mode: 'observe', warnings: [] },
    rules: RULES,
    engine: 'bench',
    decidedAt: '2030-01-01T00:00:00Z',
  } as const;
  let findings = 0;
  const times = await timeRuns(runs, async () => {
    const { verdict } = await review({ ...outside, repository }, request);
    findings = verdict.findings.length;
  });
  await outside.close();
  const lines = Object.values(head).reduce((sum, text) => sum + text.split('\n').length - 1, 0);
  return { files: Object.keys(head).length, lines, review: median(times), findings };
}

/** Half of it Terraform, ten files a module; the rest workloads and templates. Every file differs between the sides. */
function treeOf(isHead: boolean): Record<string, string> {
  const files: Record<string, string> = {};
  for (let n = 0; n < FILES; n += 1) {
    const change = isHead ? n : 0;
    if (n % 2 === 0) files[`modules/m${Math.floor(n / 20)}/part${n}.tf`] = terraform(n, change);
    else if (n % 4 === 1) files[`deploy/d${Math.floor(n / 20)}/app${n}.yaml`] = workload(n, change);
    else files[`templates/t${n}.yaml`] = template(n, change);
  }
  return files;
}

function terraform(n: number, change: number): string {
  return `variable "sources_${n}" {
  type    = list(string)
  default = ["10.${change % 200}.0.0/16"]
}

locals {
  name_${n} = "service-${n}"
}

resource "aws_security_group" "service_${n}" {
  name = local.name_${n}
  ingress {
    from_port   = 8443
    to_port     = 8443
    protocol    = "tcp"
    cidr_blocks = var.sources_${n}
  }
}

resource "aws_s3_bucket" "files_${n}" {
  bucket = "acme-\${local.name_${n}}-files"
}

resource "aws_s3_bucket_policy" "files_${n}" {
  bucket = aws_s3_bucket.files_${n}.id
  policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::111122223333:role/service-${change}" }
      Action    = ["s3:GetObject", "s3:PutObject"]
      Resource  = "\${aws_s3_bucket.files_${n}.arn}/*"
    }]
  })
}

resource "aws_db_instance" "orders_${n}" {
  engine            = "postgres"
  storage_encrypted = true
  tags              = { Release = "${change}" }
}
`;
}

function workload(n: number, change: number): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: app-${n}
  labels: { app: app-${n} }
spec:
  replicas: 3
  template:
    metadata:
      labels: { app: app-${n} }
    spec:
      automountServiceAccountToken: false
      securityContext: { runAsNonRoot: true }
      containers:
        - name: app
          image: example.com/app:1.${change}.0
          env:
            - name: LOG_LEVEL
              value: info
          securityContext:
            allowPrivilegeEscalation: false
            capabilities: { drop: ['ALL'] }
---
apiVersion: v1
kind: Service
metadata:
  name: app-${n}
spec:
  selector: { app: app-${n} }
  ports:
    - port: 80
`;
}

function template(n: number, change: number): string {
  return `AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Stage:
    Type: String
    Default: production
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !Sub '\${Stage}-orders-${n}'
  Role:
    Type: AWS::IAM::Role
    Properties:
      Policies:
        - PolicyName: queue
          PolicyDocument:
            Statement:
              - Effect: Allow
                Action: [sqs:SendMessage, sqs:ReceiveMessage]
                Resource: !GetAtt Queue.Arn
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Role: !GetAtt Role.Arn
      Environment:
        Variables:
          RELEASE: '${change}'
`;
}
