/**
 * Packages that everybody knows, of ecosystems that publish no list of theirs: written down by hand on 2026-11-27, from
 * what their frameworks and tools depend on. Sorted by name.
 */
function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

export const POPULAR_GO = words(`
  cloud.google.com/go/storage github.com/aws/aws-sdk-go github.com/aws/aws-sdk-go-v2 github.com/Azure/azure-sdk-for-go
  github.com/BurntSushi/toml github.com/Masterminds/semver/v3 github.com/Masterminds/sprig/v3
  github.com/Masterminds/squirrel github.com/Shopify/sarama github.com/IBM/sarama github.com/alecthomas/kong
  github.com/boltdb/bolt github.com/caarlos0/env github.com/cenkalti/backoff github.com/cespare/xxhash/v2
  github.com/confluentinc/confluent-kafka-go github.com/davecgh/go-spew github.com/dgraph-io/badger
  github.com/docker/docker github.com/dustin/go-humanize github.com/elastic/go-elasticsearch
  github.com/ethereum/go-ethereum github.com/evanphx/json-patch github.com/fatih/color github.com/fsnotify/fsnotify
  github.com/gin-gonic/gin github.com/go-chi/chi/v5 github.com/go-git/go-git/v5 github.com/go-kit/kit
  github.com/go-logr/logr github.com/go-playground/validator/v10 github.com/go-redis/redis
  github.com/go-resty/resty/v2 github.com/go-sql-driver/mysql github.com/go-yaml/yaml github.com/gofiber/fiber/v2
  github.com/gofrs/uuid github.com/gogo/protobuf github.com/golang-jwt/jwt github.com/golang-migrate/migrate/v4
  github.com/golang/glog github.com/golang/mock github.com/golang/protobuf github.com/golang/snappy
  github.com/google/go-cmp github.com/google/go-github github.com/google/gofuzz github.com/google/uuid
  github.com/google/wire github.com/gorilla/mux github.com/gorilla/sessions github.com/gorilla/websocket
  github.com/grpc-ecosystem/grpc-gateway/v2 github.com/hashicorp/consul github.com/hashicorp/go-multierror
  github.com/hashicorp/go-retryablehttp github.com/hashicorp/golang-lru github.com/hashicorp/hcl/v2
  github.com/hashicorp/terraform github.com/hashicorp/vault github.com/imdario/mergo
  github.com/jackc/pgx/v5 github.com/jinzhu/gorm github.com/jmespath/go-jmespath github.com/jmoiron/sqlx
  github.com/joho/godotenv github.com/json-iterator/go github.com/julienschmidt/httprouter
  github.com/kelseyhightower/envconfig github.com/klauspost/compress github.com/labstack/echo/v4 github.com/lib/pq
  github.com/mattn/go-isatty github.com/mattn/go-sqlite3 github.com/minio/minio-go/v7 github.com/mitchellh/mapstructure
  github.com/nats-io/nats.go github.com/oklog/ulid github.com/olekukonko/tablewriter github.com/onsi/ginkgo/v2
  github.com/onsi/gomega github.com/opencontainers/go-digest github.com/pelletier/go-toml/v2 github.com/pkg/errors
  github.com/pkg/sftp github.com/pmezard/go-difflib github.com/prometheus/client_golang github.com/rabbitmq/amqp091-go
  github.com/redis/go-redis/v9 github.com/robfig/cron github.com/rs/cors github.com/rs/zerolog
  github.com/segmentio/kafka-go github.com/shopspring/decimal github.com/sirupsen/logrus
  github.com/smartystreets/goconvey github.com/spf13/afero github.com/spf13/cast github.com/spf13/cobra
  github.com/spf13/pflag github.com/spf13/viper github.com/stretchr/testify github.com/stripe/stripe-go
  github.com/swaggo/swag github.com/tidwall/gjson github.com/urfave/cli github.com/valyala/fasthttp
  github.com/xeipuuv/gojsonschema github.com/zeebo/blake3 go.etcd.io/bbolt go.mongodb.org/mongo-driver
  go.opentelemetry.io/otel go.uber.org/fx go.uber.org/multierr go.uber.org/zap golang.org/x/crypto golang.org/x/exp
  golang.org/x/net golang.org/x/oauth2 golang.org/x/sync golang.org/x/sys golang.org/x/term golang.org/x/text
  golang.org/x/time golang.org/x/tools google.golang.org/api google.golang.org/grpc google.golang.org/protobuf
  gopkg.in/yaml.v2 gopkg.in/yaml.v3 gorm.io/gorm k8s.io/api k8s.io/apimachinery k8s.io/client-go
  sigs.k8s.io/controller-runtime sigs.k8s.io/yaml
`);

export const POPULAR_RUBY = words(`
  actioncable actionmailer actionpack actionview activeadmin activejob activemodel activerecord activestorage
  activesupport addressable aws-sdk-core aws-sdk-s3 bcrypt bootsnap brakeman bundler byebug capistrano capybara
  carrierwave chartkick coffee-rails concurrent-ruby database_cleaner devise doorkeeper dotenv dotenv-rails dry-types
  erubi excon execjs factory_bot factory_bot_rails faker faraday ffi fog friendly_id globalid grape graphql grpc haml
  hashie httparty i18n importmap-rails jbuilder jquery-rails json jwt kaminari letter_opener listen mini_magick
  minitest money multi_json mysql2 net-ssh nokogiri oauth2 octokit omniauth paperclip paranoia pg pry pry-byebug
  puma pundit rack rack-cors rack-test rails railties rake ransack rdoc redis redis-rails rest-client rexml rmagick
  rspec rspec-core rspec-rails rubocop rubocop-rails rubyzip sass sass-rails sassc selenium-webdriver sentry-ruby
  shoulda-matchers sidekiq simplecov sinatra slim spring sprockets sqlite3 stimulus-rails stripe thor tilt
  turbo-rails turbolinks typhoeus tzinfo uglifier unicorn vcr warden web-console webmock webpacker will_paginate
  yard zeitwerk
`);

export const POPULAR_PHP = words(`
  aws/aws-sdk-php barryvdh/laravel-debugbar brick/math composer/composer doctrine/annotations doctrine/cache
  doctrine/collections doctrine/dbal doctrine/doctrine-bundle doctrine/migrations doctrine/orm dompdf/dompdf
  egulias/email-validator erusev/parsedown ezyang/htmlpurifier fakerphp/faker filp/whoops firebase/php-jwt
  friendsofphp/php-cs-fixer google/apiclient google/cloud-storage guzzlehttp/guzzle guzzlehttp/promises
  guzzlehttp/psr7 intervention/image laravel/framework laravel/horizon laravel/passport laravel/sanctum
  laravel/socialite laravel/tinker lcobucci/jwt league/commonmark league/flysystem league/oauth2-client
  livewire/livewire maatwebsite/excel mockery/mockery monolog/monolog mpdf/mpdf nesbot/carbon nette/utils
  nikic/fast-route nikic/php-parser paragonie/random_compat phpmailer/phpmailer phpoffice/phpspreadsheet
  phpseclib/phpseclib phpstan/phpstan phpunit/phpunit pimple/pimple predis/predis psr/container psr/http-message
  psr/log psy/psysh ramsey/uuid sebastian/diff sentry/sentry slim/slim spatie/laravel-permission
  squizlabs/php_codesniffer stripe/stripe-php swiftmailer/swiftmailer symfony/cache symfony/console
  symfony/dependency-injection symfony/dotenv symfony/event-dispatcher symfony/filesystem symfony/finder
  symfony/framework-bundle symfony/http-client symfony/http-foundation symfony/http-kernel symfony/mailer
  symfony/process symfony/routing symfony/translation symfony/twig-bundle symfony/validator symfony/yaml
  tecnickcom/tcpdf twig/twig vlucas/phpdotenv webmozart/assert
`);

export const POPULAR_DOTNET = words(`
  AutoFixture AutoMapper Autofac AWSSDK.Core AWSSDK.S3 Azure.Core Azure.Identity Azure.Storage.Blobs BenchmarkDotNet
  Bogus Castle.Core CommandLineParser coverlet.collector CsvHelper Dapper Dapper.Contrib DnsClient EntityFramework
  EPPlus FluentAssertions FluentValidation Google.Protobuf Grpc.Net.Client Hangfire HtmlAgilityPack Humanizer
  IdentityModel JetBrains.Annotations MailKit MassTransit MediatR MessagePack Microsoft.AspNetCore.Authentication.JwtBearer
  Microsoft.Data.SqlClient Microsoft.EntityFrameworkCore Microsoft.EntityFrameworkCore.SqlServer
  Microsoft.Extensions.Configuration Microsoft.Extensions.DependencyInjection Microsoft.Extensions.Http
  Microsoft.Extensions.Logging Microsoft.IdentityModel.Tokens Microsoft.NET.Test.Sdk MimeKit MongoDB.Driver Moq
  MSTest.TestFramework MySql.Data MySqlConnector Newtonsoft.Json NLog NodaTime Npgsql NSubstitute NUnit NUnit3TestAdapter
  OpenTelemetry Polly Quartz RabbitMQ.Client Refit RestSharp Scrutor SendGrid Serilog Serilog.AspNetCore
  Serilog.Sinks.Console Serilog.Sinks.File SharpZipLib Shouldly SixLabors.ImageSharp StackExchange.Redis Stripe.net
  Swashbuckle.AspNetCore System.IdentityModel.Tokens.Jwt System.Text.Json Twilio xunit xunit.runner.visualstudio
  YamlDotNet
`);

export const POPULAR_MAVEN = words(`
  ch.qos.logback:logback-classic com.fasterxml.jackson.core:jackson-annotations
  com.fasterxml.jackson.core:jackson-core com.fasterxml.jackson.core:jackson-databind com.github.javafaker:javafaker
  com.google.code.gson:gson com.google.guava:guava com.google.protobuf:protobuf-java com.h2database:h2
  com.mysql:mysql-connector-j com.squareup.okhttp3:okhttp com.squareup.retrofit2:retrofit com.zaxxer:HikariCP
  commons-codec:commons-codec commons-fileupload:commons-fileupload commons-io:commons-io commons-lang:commons-lang
  commons-logging:commons-logging io.grpc:grpc-netty io.jsonwebtoken:jjwt io.micrometer:micrometer-core
  io.netty:netty-all io.projectreactor:reactor-core io.quarkus:quarkus-core io.vertx:vertx-core
  jakarta.persistence:jakarta.persistence-api jakarta.servlet:jakarta.servlet-api javax.servlet:javax.servlet-api
  joda-time:joda-time junit:junit mysql:mysql-connector-java net.bytebuddy:byte-buddy
  org.apache.commons:commons-collections4 org.apache.commons:commons-csv org.apache.commons:commons-lang3
  org.apache.commons:commons-text org.apache.httpcomponents:httpclient org.apache.kafka:kafka-clients
  org.apache.logging.log4j:log4j-api org.apache.logging.log4j:log4j-core org.apache.poi:poi org.apache.spark:spark-core_2.12
  org.assertj:assertj-core org.bouncycastle:bcprov-jdk18on org.flywaydb:flyway-core org.hibernate:hibernate-core
  org.jetbrains.kotlin:kotlin-stdlib org.jsoup:jsoup org.junit.jupiter:junit-jupiter org.liquibase:liquibase-core
  org.mapstruct:mapstruct org.mockito:mockito-core org.mongodb:mongodb-driver-sync org.postgresql:postgresql
  org.projectlombok:lombok org.scala-lang:scala-library org.slf4j:slf4j-api org.springframework.boot:spring-boot-starter
  org.springframework.boot:spring-boot-starter-web org.springframework:spring-core org.springframework:spring-web
  org.testcontainers:testcontainers org.yaml:snakeyaml redis.clients:jedis
`);

/** Technologies that people look for by their name, whether or not a package has it; an ecosystem's own list comes first. */
export const TECHNOLOGIES = words(`
  android anthropic ansible apache arduino binance bitcoin bootstrap cassandra chatgpt chromium claude cloudflare
  coinbase deepseek discord docker elasticsearch ethereum ffmpeg firebase flutter github gitlab google graphql grafana
  huggingface imagemagick instagram jenkins jupyter kafka kubernetes langchain laravel linkedin llama mariadb metamask
  microsoft minecraft mistral mongodb mysql nginx nodejs nvidia ollama openai openssl opencv oracle paypal playwright
  postgres postgresql prometheus puppeteer python pytorch rabbitmq raspberry redis roblox selenium shopify slack snowflake
  solana spotify sqlite stackoverflow stripe telegram tensorflow terraform tiktok tradingview twilio twitch twitter ubuntu
  webassembly whatsapp wordpress youtube
`);
