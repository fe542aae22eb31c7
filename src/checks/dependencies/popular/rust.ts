/**
 * The 1000 most downloaded packages of Rust, as of 2025-12-30. Data of the package phantom-guard 0.2.0
 * (MIT, Copyright (c) 2025 Matteo Panzeri), sorted by name.
 */
export const POPULAR_RUST: readonly string[] = `
actix-codec actix-http actix-macros actix-router actix-rt actix-server actix-service actix-utils actix-web
actix-web-codegen addr2line adler adler2 adler32 aead aes aes-gcm ahash aho-corasick aliasable alloc-no-stdlib
alloc-stdlib allocator-api2 android-tzdata android_system_properties anes ansi_term anstream anstyle anstyle-parse
anstyle-query anstyle-wincon anyhow approx arbitrary arc-swap ark-ff ark-ff-asm ark-ff-macros ark-serialize ark-std
arrayref arrayvec arrow arrow-arith arrow-array arrow-buffer arrow-cast arrow-data arrow-ipc arrow-ord arrow-schema
arrow-select ascii ascii-canvas asn1-rs asn1-rs-derive asn1-rs-impl assert-json-diff assert_cmd assert_matches
async-broadcast async-channel async-compression async-executor async-global-executor async-io async-lock
async-process async-recursion async-signal async-std async-stream async-stream-impl async-task async-trait atoi
atomic atomic-waker atty auto_impl autocfg aws-config aws-credential-types aws-lc-rs aws-lc-sys aws-runtime
aws-sdk-s3 aws-sdk-sso aws-sdk-ssooidc aws-sdk-sts aws-sigv4 aws-smithy-async aws-smithy-checksums
aws-smithy-eventstream aws-smithy-http aws-smithy-json aws-smithy-query aws-smithy-runtime aws-smithy-runtime-api
aws-smithy-types aws-smithy-xml aws-types axum axum-core axum-macros backoff backtrace base16ct base64 base64-simd
base64ct bigdecimal bincode bindgen bit-set bit-vec bit_field bitflags bitmaps bitvec blake2 blake2b_simd blake3
block-buffer block-padding blocking borsh borsh-derive brotli brotli-decompressor bs58 bstr bumpalo byte-tools
bytecheck bytecheck_derive bytecount bytemuck bytemuck_derive byteorder bytes bytes-utils bytesize bytestring bzip2
bzip2-sys cadence camino cargo-platform cargo_metadata cast castaway cbc cbindgen cc cesu8 cexpr cfg-expr cfg-if
cfg_aliases chacha20 chacha20poly1305 chrono chrono-tz chrono-tz-build chunked_transfer ciborium ciborium-io
ciborium-ll cipher clang-sys clap clap_builder clap_complete clap_derive clap_lex cmake codespan-reporting
color-eyre color_quant colorchoice colored combine comfy-table compact_str concurrent-queue config console
console_error_panic_hook const-oid const-random const-random-macro const_fn const_format const_format_proc_macros
constant_time_eq convert_case cookie core-foundation core-foundation-sys cpp_demangle cpufeatures crc crc-catalog
crc32c crc32fast criterion criterion-plot crossbeam crossbeam-channel crossbeam-deque crossbeam-epoch
crossbeam-queue crossbeam-utils crossterm crossterm_winapi crunchy crypto-bigint crypto-common crypto-mac csv
csv-core ctor ctr ctrlc curl-sys curve25519-dalek curve25519-dalek-derive cxx cxx-build cxxbridge-flags
cxxbridge-macro darling darling_core darling_macro dashmap data-encoding deadpool deadpool-runtime debugid der
der-parser deranged derivative derive_arbitrary derive_builder derive_builder_core derive_builder_macro derive_more
derive_more-impl dialoguer diff difflib digest directories dirs dirs-next dirs-sys dirs-sys-next displaydoc dlv-list
doc-comment document-features dotenv dotenvy downcast downcast-rs dtoa dunce dyn-clone ecdsa ed25519 ed25519-dalek
educe either elliptic-curve ena encode_unicode encoding_rs endian-type enum-as-inner enum-ordinalize enum_dispatch
enumflags2 enumflags2_derive env_filter env_logger equivalent erased-serde errno errno-dragonfly error-chain
etcetera event-listener event-listener-strategy eyre failure failure_derive fake-simd fallible-iterator
fallible-streaming-iterator fancy-regex fastrand fdeflate ff fiat-crypto filetime find-msvc-tools findshlibs
fixedbitset flatbuffers flate2 float-cmp flume fnv foldhash foreign-types foreign-types-shared form_urlencoded
fraction fragile fs-err fs2 fs_extra funty futures futures-channel futures-core futures-executor futures-intrusive
futures-io futures-lite futures-macro futures-sink futures-task futures-timer futures-util fxhash generator
generic-array gethostname getopts getrandom ghash gif gimli git2 glob globset globwalk gloo-timers governor group h2
half handlebars hash32 hashbrown hashlink hdrhistogram headers headers-core heapless heck hermit-abi hex hex-literal
hkdf hmac home hostname html5ever http http-body http-body-util http-range-header http-types httparse httpdate
humantime humantime-serde hyper hyper-rustls hyper-timeout hyper-tls hyper-util iana-time-zone iana-time-zone-haiku
icu_collections icu_locale_core icu_locid icu_locid_transform icu_locid_transform_data icu_normalizer
icu_normalizer_data icu_properties icu_properties_data icu_provider icu_provider_macros ident_case idna idna_adapter
if_chain ignore image indenter indexmap indicatif indoc infer inflector inotify inotify-sys inout insta instant
integer-encoding inventory io-lifetimes iovec ipconfig ipnet ipnetwork iri-string is-terminal is_terminal_polyfill
itertools itoa jiff jni jni-sys jobserver jpeg-decoder js-sys json-patch json5 jsonpath-rust jsonschema jsonwebtoken
k256 k8s-openapi keccak kube kv-log-macro lalrpop lalrpop-util language-tags lazy_static lazycell leb128
lexical-core lexical-parse-float lexical-parse-integer lexical-util lexical-write-float lexical-write-integer libc
libgit2-sys libloading libm libredox libsqlite3-sys libz-sys link-cplusplus linked-hash-map linux-raw-sys litemap
litrs local-channel local-waker lock_api log loom lru lru-cache lru-slab lz4 lz4-sys lz4_flex lzma-sys maplit
markup5ever match_cfg matchers matches matchit matrixmultiply maybe-uninit md-5 md5 memchr memmap2 memoffset metrics
metrics-util mime mime_guess minimal-lexical miniz_oxide mio miow mockall mockall_derive moka multer multimap
nalgebra nanorand native-tls ndarray net2 new_debug_unreachable nibble_vec nix no-std-compat nodrop nohash-hasher
nom nonzero_ext normalize-line-endings notify ntapi nu-ansi-term num num-bigint num-bigint-dig num-complex num-conv
num-derive num-format num-integer num-iter num-rational num-traits num_cpus num_enum num_enum_derive num_threads
number_prefix object object_store oid-registry once_cell oorandom opaque-debug openssl openssl-macros openssl-probe
openssl-src openssl-sys opentelemetry opentelemetry-http opentelemetry-otlp opentelemetry-proto
opentelemetry-semantic-conventions opentelemetry_sdk option-ext ordered-float ordered-multimap os_pipe os_str_bytes
ouroboros ouroboros_macro outref overload owo-colors p256 parking parking_lot parking_lot_core parquet
parse-zoneinfo password-hash paste pathdiff pbkdf2 peeking_take_while pem pem-rfc7468 percent-encoding pest
pest_derive pest_generator pest_meta petgraph phf phf_codegen phf_generator phf_macros phf_shared pico-args
pin-project pin-project-internal pin-project-lite pin-utils piper pkcs1 pkcs8 pkg-config plotters plotters-backend
plotters-svg png polling poly1305 polyval portable-atomic potential_utf powerfmt ppv-lite86 precomputed-hash
predicates predicates-core predicates-tree pretty_assertions prettyplease primeorder primitive-types
proc-macro-crate proc-macro-error proc-macro-error-attr proc-macro-error-attr2 proc-macro-error2 proc-macro-hack
proc-macro2 procfs prometheus proptest prost prost-build prost-derive prost-types protobuf psm ptr_meta
ptr_meta_derive pulldown-cmark pyo3 pyo3-build-config pyo3-ffi pyo3-macros pyo3-macros-backend quanta quick-error
quick-xml quickcheck quinn quinn-proto quinn-udp quote r-efi radium radix_trie rand rand_chacha rand_core rand_distr
rand_hc rand_isaac rand_jitter rand_os rand_pcg rand_xorshift rand_xoshiro raw-cpuid raw-window-handle rawpointer
rayon rayon-core rcgen redis redox_syscall redox_users ref-cast ref-cast-impl regex regex-automata regex-lite
regex-syntax relative-path remove_dir_all rend reqwest reqwest-middleware resolv-conf rfc6979 rgb ring rkyv
rkyv_derive rmp rmp-serde ron rsa rstest rstest_macros rusqlite rust-ini rust_decimal rustc-demangle rustc-hash
rustc_version rusticata-macros rustix rustls rustls-native-certs rustls-pemfile rustls-pki-types rustls-webpki
rustversion rusty-fork ryu safemem salsa20 same-file scc schannel schemars schemars_derive scoped-tls scopeguard
scratch scroll sct sdd seahash sec1 secp256k1 secp256k1-sys secrecy security-framework security-framework-sys semver
semver-parser seq-macro serde serde-value serde-wasm-bindgen serde_bytes serde_cbor serde_core serde_derive
serde_derive_internals serde_json serde_path_to_error serde_qs serde_repr serde_spanned serde_urlencoded serde_with
serde_with_macros serde_yaml serial_test serial_test_derive sha-1 sha1 sha1_smol sha2 sha3 sharded-slab shell-words
shlex signal-hook signal-hook-mio signal-hook-registry signature simba simd-adler32 simdutf8 similar simple_asn1
simple_logger siphasher sketches-ddsketch slab slotmap smallvec smartstring smawk smol_str snafu snafu-derive snap
socket2 spin spki sqlformat sqlparser sqlx sqlx-core sqlx-macros sqlx-macros-core sqlx-mysql sqlx-postgres
sqlx-sqlite stable_deref_trait stacker standback static_assertions string_cache string_cache_codegen stringprep
strsim structopt structopt-derive strum strum_macros subtle syn sync_wrapper synstructure sysinfo
system-configuration system-configuration-sys tagptr tap tar target-lexicon tempfile term termcolor terminal_size
termtree test-log textwrap thiserror thiserror-impl thread_local threadpool thrift tiff tikv-jemalloc-sys
tikv-jemallocator time time-core time-macros time-macros-impl tiny-keccak tinystr tinytemplate tinyvec
tinyvec_macros tokio tokio-io-timeout tokio-macros tokio-native-tls tokio-retry tokio-rustls tokio-stream tokio-test
tokio-tungstenite tokio-util toml toml_datetime toml_edit toml_write tonic tonic-build tonic-health tonic-reflection
tower tower-http tower-layer tower-service tracing tracing-appender tracing-attributes tracing-core tracing-futures
tracing-log tracing-opentelemetry tracing-serde tracing-subscriber triomphe trust-dns-proto trust-dns-resolver
try-lock ttf-parser tungstenite twox-hash typed-arena typed-builder typed-builder-macro typeid typenum ucd-trie uint
unarray uncased unicase unicode-bidi unicode-ident unicode-linebreak unicode-normalization unicode-properties
unicode-segmentation unicode-width unicode-xid unicode_categories unindent universal-hash unsafe-libyaml
unsigned-varint untrusted ureq url urlencoding utf-8 utf16_iter utf8-width utf8_iter utf8parse uuid validator
valuable value-bag vcpkg vec_map version-compare version_check void vsimd vte wait-timeout waker-fn walkdir want
wasi wasm-bindgen wasm-bindgen-backend wasm-bindgen-futures wasm-bindgen-macro wasm-bindgen-macro-support
wasm-bindgen-shared wasm-encoder wasm-streams wasmparser web-sys web-time webpki webpki-roots weezl which whoami
widestring winapi winapi-i686-pc-windows-gnu winapi-util winapi-x86_64-pc-windows-gnu windows windows-core
windows-implement windows-interface windows-link windows-registry windows-result windows-strings windows-sys
windows-targets windows_aarch64_gnullvm windows_aarch64_msvc windows_i686_gnu windows_i686_gnullvm windows_i686_msvc
windows_x86_64_gnu windows_x86_64_gnullvm windows_x86_64_msvc winnow winreg wit-bindgen-rt write16 writeable wyz
x25519-dalek x509-parser xattr xml-rs xmlparser xxhash-rust xz2 yaml-rust yansi yasna yoke yoke-derive zerocopy
zerocopy-derive zerofrom zerofrom-derive zeroize zeroize_derive zerotrie zerovec zerovec-derive zip zopfli zstd
zstd-safe zstd-sys
`
  .trim()
  .split(/\s+/);
