/**
 * The 1000 most downloaded packages of Python, as of 2025-12-30. Data of the package phantom-guard 0.2.0
 * (MIT, Copyright (c) 2025 Matteo Panzeri), sorted by name.
 */
export const POPULAR_PYTHON: readonly string[] = `
absl-py accelerate acme adal aenum agate aioboto3 aiobotocore aiofiles aiohappyeyeballs aiohttp aiohttp-retry
aioitertools aiosignal aiosqlite alabaster alembic aliyun-python-sdk-core altair amqp annotated-doc annotated-types
anthropic antlr4-python3-runtime anyio apache-airflow apache-airflow-providers-cncf-kubernetes
apache-airflow-providers-common-sql apache-airflow-providers-databricks apache-airflow-providers-fab
apache-airflow-providers-google apache-airflow-providers-http apache-airflow-providers-mysql
apache-airflow-providers-snowflake apache-airflow-providers-ssh apache-beam apispec appdirs appnope apscheduler
argcomplete argon2-cffi argon2-cffi-bindings argparse arrow asgiref asn1crypto astor astroid astronomer-cosmos
asttokens astunparse async-lru async-timeout asyncpg asynctest atlassian-python-api attrs authlib av avro
aws-lambda-powertools aws-requests-auth aws-sam-translator aws-xray-sdk awscli awswrangler azure-batch azure-common
azure-core azure-cosmos azure-datalake-store azure-identity azure-keyvault-certificates azure-keyvault-keys
azure-keyvault-secrets azure-kusto-data azure-mgmt-containerinstance azure-mgmt-containerregistry
azure-mgmt-containerservice azure-mgmt-core azure-mgmt-cosmosdb azure-mgmt-datalake-store azure-mgmt-msi
azure-mgmt-resource azure-mgmt-storage azure-monitor-opentelemetry-exporter azure-nspkg azure-servicebus
azure-storage-blob azure-storage-file-datalake azure-storage-file-share azure-storage-queue babel backcall backoff
backports-tarfile bandit bashlex bcrypt beartype beautifulsoup4 bidict billiard bitarray black bleach blinker blis
boto3 boto3-stubs botocore botocore-stubs bracex brotli bs4 build bytecode cachecontrol cached-property cachelib
cachetools catalogue cattrs cbor2 celery certbot-dns-cloudflare certifi cffi cfgv cfn-lint chardet
charset-normalizer ciso8601 cleo click click-didyoumean click-plugins click-repl clickhouse-connect cloudflare
cloudpathlib cloudpickle cmake cohere colorama coloredlogs colorlog comm confection configargparse configparser
confluent-kafka connexion contourpy coverage cramjam crashtest cron-descriptor croniter cryptography cssselect
cssselect2 cycler cyclopts cymem cython dacite daff dask databricks-cli databricks-labs-blueprint databricks-sdk
databricks-sql-connector databricks-sqlalchemy dataclasses-json datadog datadog-api-client datasets dateparser
datetime db-dtypes dbt-adapters dbt-common dbt-core dbt-extractor dbt-protos dbt-semantic-interfaces ddtrace debugpy
decorator deepdiff defusedxml delta-spark deltalake deprecated deprecation dill diskcache distlib distro django
django-cors-headers djangorestframework dnspython docker docker-pycreds docopt docstring-parser docutils duckdb
dulwich durationpy ecdsa editables einops elastic-transport elasticsearch email-validator emoji entrypoints envier
et-xmlfile eval-type-backport events exceptiongroup execnet executing factory-boy faker fakeredis fastapi
fastapi-cli fastapi-cloud-cli fastavro fasteners fastjsonschema fastmcp fastparquet fastuuid filelock filetype
findpython fire flake8 flask flask-appbuilder flask-cors flask-limiter flask-login flask-sqlalchemy flask-wtf
flatbuffers flit flit-core fonttools fqdn freezegun frozendict frozenlist fsspec future fuzzywuzzy gast
gcloud-aio-auth gcloud-aio-bigquery gcloud-aio-storage gcsfs geoip2 gevent gitdb gitpython google-ads
google-ai-generativelanguage google-analytics-admin google-api-core google-api-python-client google-auth
google-auth-httplib2 google-auth-oauthlib google-cloud-aiplatform google-cloud-appengine-logging
google-cloud-audit-log google-cloud-automl google-cloud-batch google-cloud-bigquery
google-cloud-bigquery-datatransfer google-cloud-bigquery-storage google-cloud-bigtable google-cloud-build
google-cloud-compute google-cloud-container google-cloud-core google-cloud-datacatalog google-cloud-dataflow-client
google-cloud-dataform google-cloud-dataplex google-cloud-dataproc google-cloud-dataproc-metastore google-cloud-dlp
google-cloud-firestore google-cloud-kms google-cloud-language google-cloud-logging google-cloud-memcache
google-cloud-monitoring google-cloud-orchestration-airflow google-cloud-os-login google-cloud-pubsub
google-cloud-redis google-cloud-resource-manager google-cloud-run google-cloud-secret-manager google-cloud-spanner
google-cloud-speech google-cloud-storage google-cloud-storage-transfer google-cloud-tasks google-cloud-texttospeech
google-cloud-translate google-cloud-videointelligence google-cloud-vision google-cloud-workflows google-crc32c
google-genai google-generativeai google-pasta google-resumable-media googleapis-common-protos gql gradio graphene
graphql-core graphql-relay graphviz great-expectations greenlet gremlinpython griffe grpc-google-iam-v1
grpc-interceptor grpcio grpcio-gcp grpcio-health-checking grpcio-status grpcio-tools gspread gunicorn gym
gym-notices h11 h2 h5py hatch hatchling hf-xet hiredis holidays hpack html5lib httpcore httplib2 httptools httpx
httpx-sse huggingface-hub humanfriendly humanize hvac hyperframe hyperlink hypothesis ibm-cloud-sdk-core ibmcloudant
id identify idna ijson imageio imagesize imbalanced-learn immutabledict importlib-metadata importlib-resources
incremental inflect inflection iniconfig inputimeout installer invoke ipdb ipykernel ipython ipython-pygments-lexers
ipywidgets isodate isoduration isort itsdangerous jaraco-classes jaraco-context jaraco-functools jax jaxlib
jaydebeapi jedi jeepney jinja2 jira jiter jmespath joblib jpype1 json5 jsonpatch jsonpath-ng jsonpickle jsonpointer
jsonref jsonschema jsonschema-path jsonschema-specifications junitparser jupyter jupyter-client jupyter-console
jupyter-core jupyter-events jupyter-lsp jupyter-server jupyter-server-terminals jupyterlab jupyterlab-pygments
jupyterlab-server jupyterlab-widgets jwcrypto kafka-python keras keyring keyrings-google-artifactregistry-auth
kiwisolver kombu kubernetes kubernetes-asyncio langchain langchain-community langchain-core
langchain-google-vertexai langchain-openai langchain-text-splitters langcodes langgraph langgraph-checkpoint
langgraph-prebuilt langgraph-sdk langsmith language-data lark lazy-loader lazy-object-proxy leather levenshtein
libclang libcst lightgbm limits linkify-it-py litellm llama-cloud-services llama-parse llvmlite locket lockfile
loguru looker-sdk lxml lz4 makefun mako marisa-trie markdown markdown-it-py markdownify markupsafe marshmallow
mashumaro matplotlib matplotlib-inline maxminddb mccabe mcp mdit-py-plugins mdurl mergedeep meson mistune
mkdocs-material ml-dtypes mlflow mlflow-skinny mmh3 mock monotonic more-itertools moto mpmath msal msal-extensions
msgpack msgspec msrest msrestazure multidict multiprocess murmurhash mypy mypy-boto3-batch mypy-boto3-iam
mypy-boto3-rds mypy-boto3-s3 mypy-boto3-sts mypy-extensions mysql-connector-python mysqlclient narwhals natsort
nbclient nbconvert nbformat nest-asyncio networkx nh3 ninja nltk nodeenv notebook notebook-shim numba numpy
nvidia-cublas-cu12 nvidia-cuda-cupti-cu12 nvidia-cuda-nvrtc-cu12 nvidia-cuda-runtime-cu12 nvidia-cudnn-cu12
nvidia-cufft-cu12 nvidia-cufile-cu12 nvidia-curand-cu12 nvidia-cusolver-cu12 nvidia-cusparse-cu12
nvidia-cusparselt-cu12 nvidia-nccl-cu12 nvidia-nvjitlink-cu12 nvidia-nvshmem-cu12 nvidia-nvtx-cu12 oauth2client
oauthlib office365-rest-python-client omegaconf onnx onnxruntime openai openapi-pydantic openapi-schema-validator
openapi-spec-validator opencensus opencensus-context opencv-python opencv-python-headless openlineage-python
openpyxl opensearch-py opentelemetry-api opentelemetry-distro opentelemetry-exporter-otlp
opentelemetry-exporter-otlp-proto-common opentelemetry-exporter-otlp-proto-grpc
opentelemetry-exporter-otlp-proto-http opentelemetry-exporter-prometheus opentelemetry-instrumentation
opentelemetry-instrumentation-asgi opentelemetry-instrumentation-dbapi opentelemetry-instrumentation-django
opentelemetry-instrumentation-fastapi opentelemetry-instrumentation-flask opentelemetry-instrumentation-logging
opentelemetry-instrumentation-psycopg2 opentelemetry-instrumentation-requests opentelemetry-instrumentation-urllib
opentelemetry-instrumentation-urllib3 opentelemetry-instrumentation-wsgi opentelemetry-proto opentelemetry-sdk
opentelemetry-semantic-conventions opentelemetry-util-http opt-einsum optree oracledb ordered-set orderly-set orjson
ormsgpack oscrypto oss2 outcome overrides packaging pandas pandas-gbq pandas-stubs pandocfilters parameterized
paramiko parse parsedatetime parso partd passlib pathable pathlib-abc pathos pathspec pathvalidate patsy pbr
pbs-installer pdfminer-six pendulum pexpect pg8000 phonenumbers pickleshare pillow pinecone pinotdb pip pip-tools
pipenv pipx pkginfo pkgutil-resolve-name platformdirs playwright plotly pluggy ply poetry poetry-core
poetry-plugin-export polars polars-runtime-32 portalocker posthog pox ppft pre-commit prek preshed prettytable
progressbar2 prometheus-client prompt-toolkit propcache proto-plus protobuf psutil psycopg psycopg-binary psycopg2
psycopg2-binary ptyprocess pure-eval purecloudplatformclientv2 py py-cpuinfo py-spy py4j pyarrow pyasn1
pyasn1-modules pyathena pybind11 pycodestyle pycountry pycparser pycryptodome pycryptodomex pydantic pydantic-core
pydantic-extra-types pydantic-settings pydata-google-auth pydeck pydeequ pydot pydub pyee pyexasol pyflakes pygithub
pygments pyjwt pylint pymdown-extensions pymongo pymssql pymupdf pymysql pynacl pyodbc pyopenssl pyotp
pypandoc-binary pyparsing pypdf pypdf2 pypdfium2 pyperclip pyproj pyproject-api pyproject-hooks pyright pyroaring
pyrsistent pysftp pysocks pyspark pyspnego pytest pytest-asyncio pytest-cov pytest-env pytest-html pytest-metadata
pytest-mock pytest-rerunfailures pytest-runner pytest-timeout pytest-xdist python-daemon python-dateutil python-docx
python-dotenv python-engineio python-gitlab python-gnupg python-http-client python-jose python-json-logger
python-magic python-multipart python-pptx python-slugify python-socketio python-telegram-bot python-utils
pytimeparse pytokens pytz pytzdata pywavelets pywin32 pyyaml pyzmq rapidfuzz ratelimit ray readme-renderer redis
redshift-connector referencing regex reportlab requests requests-aws4auth requests-file requests-mock requests-ntlm
requests-oauthlib requests-toolbelt resolvelib responses retry retrying rfc3339-validator rfc3986 rfc3986-validator
rfc3987-syntax rich rich-argparse rich-click rich-rst rich-toolkit rignore rpds-py rsa ruamel-yaml ruamel-yaml-clib
ruff s3fs s3transfer safetensors sagemaker sagemaker-studio schema scikit-image scikit-learn scipy scp scramp
seaborn secretstorage segment-analytics-python selenium semantic-version semgrep semver send2trash sendgrid
sentence-transformers sentencepiece sentry-sdk setproctitle setuptools setuptools-scm sh shapely shellingham
simple-salesforce simple-websocket simplejson six slack-sdk smart-open smdebug-rulesconfig smmap sniffio
snowballstemmer snowflake-connector-python snowflake-snowpark-python snowflake-sqlalchemy snowplow-tracker
sortedcontainers soupsieve spacy spacy-legacy spacy-loggers sphinx sphinx-rtd-theme sphinxcontrib-applehelp
sphinxcontrib-devhelp sphinxcontrib-htmlhelp sphinxcontrib-jsmath sphinxcontrib-qthelp sphinxcontrib-serializinghtml
sqlalchemy sqlalchemy-bigquery sqlalchemy-spanner sqlalchemy-utils sqlglot sqlparse srsly sse-starlette sshtunnel
stack-data starlette statsd statsmodels stevedore streamlit strenum stripe structlog swe-rex sympy
tableauserverclient tabulate tb-nightly tblib temporalio tenacity tensorboard tensorboard-data-server tensorflow
tensorflow-estimator termcolor terminado text-unidecode texttable textual tf-keras-nightly thinc threadpoolctl
thrift thrift-sasl tifffile tiktoken time-machine timm tinycss2 tldextract tokenizers toml tomli tomli-w tomlkit
toolz torch torchaudio torchvision tornado tox tqdm traitlets transformers tree-sitter tree-sitter-languages trino
trio trio-websocket triton tritonclient trove-classifiers twilio twine typedload typeguard typer typer-slim
types-aiofiles types-awscrt types-cachetools types-cffi types-deprecated types-paramiko types-protobuf
types-pyopenssl types-python-dateutil types-pytz types-pyyaml types-redis types-requests types-s3transfer
types-setuptools types-toml types-urllib3 typing-extensions typing-inspect typing-inspection tzdata tzlocal
ua-parser uc-micro-py ujson unidecode universal-pathlib uri-template uritemplate urllib3 userpath uuid6 uv uvicorn
uvloop validators vine virtualenv wandb wasabi watchdog watchfiles watchtower wcmatch wcwidth weaviate-client
webcolors webdriver-manager webencodings websocket-client websockets werkzeug wheel widgetsnbextension wrapt wsproto
wtforms xarray xgboost xlrd xlsxwriter xmltodict xxhash yamllint yandexcloud yarl zeep zipp zope-event
zope-interface zstandard
`
  .trim()
  .split(/\s+/);
