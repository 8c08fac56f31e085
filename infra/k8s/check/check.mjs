// Looks through rendered manifests: node check.mjs ROOT SCHEMAS NAME=FILE…
//   ROOT     the project, for docker-compose.yml, Topics.java and the list of secrets
//   SCHEMAS  a folder of CustomResourceDefinitions of Strimzi; empty or missing: its objects are looked at for references only
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import formats from 'ajv-formats';
import { parse, parseAllDocuments } from 'yaml';

const [root, schemas, ...rendered] = process.argv.slice(2);
const read = (...path) => readFileSync(join(root, ...path), 'utf8');
const faults = [];

// Of each kind the model that its publisher's schema was compiled into.
const GROUPS = {
  'keda.sh/': '@kubernetes-models/keda/',
  'postgresql.cnpg.io/': '@kubernetes-models/cloudnative-pg/',
  'monitoring.coreos.com/': '@kubernetes-models/prometheus-operator/',
};
async function modelOf(object) {
  const foreign = Object.keys(GROUPS).find((group) => object.apiVersion.startsWith(group));
  const models = await import((foreign ? GROUPS[foreign] : 'kubernetes-models/') + object.apiVersion).catch(() => ({}));
  return models[object.kind];
}

// A compiled schema asks for every field that it knows and says nothing of others. So what was never asked for, beside
// something that was, is a field that does not exist; where nothing was asked for, anything may stand.
function watched(value, path, unknown) {
  if (value === null || typeof value !== 'object') {
    return value;
  }
  const asked = new Set();
  let all = Array.isArray(value);
  const children = new Map();
  unknown.push(() =>
    all || asked.size === 0 ? [] : Object.keys(value).filter((key) => !asked.has(key)).map((key) => `${path}.${key}`));
  return new Proxy(value, {
    get(target, key) {
      if (typeof key === 'symbol' || typeof target[key] === 'function') {
        return target[key];
      }
      asked.add(key);
      if (!children.has(key)) {
        children.set(key, watched(target[key], `${path}.${key}`, unknown));
      }
      return children.get(key);
    },
    has(target, key) {
      asked.add(key);
      return key in target;
    },
    getOwnPropertyDescriptor(target, key) {
      asked.add(key);
      return Reflect.getOwnPropertyDescriptor(target, key);
    },
    ownKeys(target) {
      all = true;
      return Reflect.ownKeys(target);
    },
  });
}

// Strimzi's schemas with what Kubernetes' own pruning amounts to: no field that they do not name.
function closed(schema) {
  if (Array.isArray(schema)) {
    return schema.map(closed);
  }
  if (schema === null || typeof schema !== 'object') {
    return schema;
  }
  const copy = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  if (copy.properties && copy.type === 'object' && !copy['x-kubernetes-preserve-unknown-fields']) {
    copy.additionalProperties ??= false;
  }
  if (copy['x-kubernetes-int-or-string']) {
    delete copy.type;
  }
  return copy;
}
const ajv = formats(new Ajv({ strict: false, allErrors: true }));
const definitions = new Map();
if (schemas && existsSync(schemas)) {
  for (const file of readdirSync(schemas)) {
    const { spec } = parse(readFileSync(join(schemas, file), 'utf8'));
    for (const version of spec.versions) {
      const schema = closed(version.schema.openAPIV3Schema);
      schema.properties.metadata = { type: 'object' };
      definitions.set(`${spec.group}/${version.name} ${spec.names.kind}`, ajv.compile(schema));
    }
  }
}

async function byItsSchema(object, say) {
  const named = `${object.apiVersion} ${object.kind}`;
  if (definitions.has(named)) {
    const validate = definitions.get(named);
    if (!validate(object)) {
      validate.errors.forEach((error) =>
        say(`${error.instancePath} ${error.message} ${error.params?.additionalProperty ?? ''}`));
    }
    return named;
  }
  if (object.apiVersion.startsWith('kafka.strimzi.io/')) {
    return undefined;
  }
  const Model = await modelOf(object);
  if (!Model) {
    say(`nobody knows ${named}`);
    return undefined;
  }
  const unknown = [];
  const parts = Object.fromEntries(Object.entries(object).map(([key, value]) => [key, watched(value, key, unknown)]));
  try {
    // Not through the constructor, which would copy, and so ask for, everything.
    Object.assign(new Model({}), parts).validate();
  } catch (error) {
    say(error.message);
  }
  unknown.flatMap((look) => look()).forEach((path) => say(`${path} is no field`));
  return named;
}

const POOL = Number(/maximum-pool-size: (\d+)/.exec(read('platform/core/src/main/resources/zhuqi-defaults.yaml'))[1]);
const podOf = (object) => ({ Deployment: 1, StatefulSet: 1 })[object.kind]
  ? object.spec.template : object.kind === 'CronJob' ? object.spec.jobTemplate.spec.template : undefined;
const fits = (selector, labels) =>
  Object.entries(selector?.matchLabels ?? selector ?? {}).every(([key, value]) => labels?.[key] === value);

// What is named must be there: what nobody makes would keep a pod from starting, and a selector that fits nobody
// protects nobody.
function references(objects, made, say) {
  const of = (kind) => objects.filter((object) => object.kind === kind);
  const names = (kind) => new Set(of(kind).map((object) => object.metadata.name));
  const secrets = new Set([...made, ...names('Secret'), ...names('KafkaUser'), 'zhuqi-cluster-ca-cert', 'certificate']);
  const known = {
    ConfigMap: names('ConfigMap'), Secret: secrets, PersistentVolumeClaim: names('PersistentVolumeClaim'),
    ServiceAccount: names('ServiceAccount'), Service: names('Service'),
  };
  const must = (kind, name, who) => known[kind].has(name) || say(`${who} wants ${kind} ${name}, which nobody makes`);
  const pods = objects.filter(podOf).map((object) => ({ object, pod: podOf(object) }));
  const labels = pods.map(({ pod }) => pod.metadata.labels);
  // Pods that operators make.
  labels.push({ 'strimzi.io/cluster': 'zhuqi', 'strimzi.io/kind': 'Kafka' }, { 'cnpg.io/cluster': 'database' });
  const somebody = (selector, who) => labels.some((one) => fits(selector, one)) || say(`${who} selects nobody`);

  for (const { object, pod } of pods) {
    const who = `${object.kind} ${object.metadata.name}`;
    const spec = pod.spec;
    must('ServiceAccount', spec.serviceAccountName, who);
    spec.automountServiceAccountToken === false || say(`${who} mounts a token`);
    spec.securityContext?.runAsNonRoot === true || say(`${who} may run as root`);
    spec.securityContext?.seccompProfile?.type === 'RuntimeDefault' || say(`${who} has no seccomp profile`);
    for (const volume of spec.volumes ?? []) {
      (volume.projected?.sources ?? []).forEach((source) => {
        source.secret && must('Secret', source.secret.name, who);
        source.configMap && must('ConfigMap', source.configMap.name, who);
      });
      volume.configMap && must('ConfigMap', volume.configMap.name, who);
      volume.secret && must('Secret', volume.secret.secretName, who);
      volume.persistentVolumeClaim && must('PersistentVolumeClaim', volume.persistentVolumeClaim.claimName, who);
    }
    const volumes = new Set((spec.volumes ?? []).map((volume) => volume.name));
    for (const container of spec.containers) {
      const ports = new Set((container.ports ?? []).map((port) => port.name));
      container.securityContext?.readOnlyRootFilesystem === true || say(`${who} may write to its root`);
      container.securityContext?.allowPrivilegeEscalation === false || say(`${who} may gain privileges`);
      container.securityContext?.capabilities?.drop?.includes('ALL') || say(`${who} has capabilities`);
      container.resources?.limits?.memory || say(`${who} has no limit of memory`);
      if (object.kind !== 'CronJob') {
        container.readinessProbe && container.livenessProbe || say(`${who} is not asked how it is`);
      }
      ['startupProbe', 'readinessProbe', 'livenessProbe'].forEach((probe) => {
        const port = container[probe]?.httpGet?.port;
        port === undefined || ports.has(port) || say(`${who}: ${probe} asks a port that is none`);
      });
      (container.envFrom ?? []).forEach((from) => must('ConfigMap', from.configMapRef.name, who));
      (container.volumeMounts ?? []).forEach((mount) =>
        volumes.has(mount.name) || say(`${who} mounts ${mount.name}, which is no volume`));
      /:/.test(container.image) || say(`${who}: ${container.image} has no tag`);
    }
    if (object.kind === 'StatefulSet') {
      must('Service', object.spec.serviceName, who);
    }
    if (object.spec.selector) {
      fits(object.spec.selector, pod.metadata.labels) || say(`${who} does not select its own pods`);
    }
    if (object.kind !== 'CronJob') {
      of('PodDisruptionBudget').filter((one) => fits(one.spec.selector, pod.metadata.labels)).length === 1 ||
        say(`${who} has not one PodDisruptionBudget`);
      // The API server counts no such label itself.
      (spec.topologySpreadConstraints ?? []).forEach((spread) =>
        fits(spread.labelSelector, pod.metadata.labels) || say(`${who} spreads others than itself`));
    }
    labels.length && fits({ 'app.kubernetes.io/part-of': 'zhuqi' }, pod.metadata.labels) ||
      say(`${who} is reached by no NetworkPolicy`);
  }
  of('Service').forEach((service) => somebody(service.spec.selector, `Service ${service.metadata.name}`));
  of('NetworkPolicy').forEach((policy) => {
    const who = `NetworkPolicy ${policy.metadata.name}`;
    somebody(policy.spec.podSelector, who);
    [...(policy.spec.ingress ?? []).flatMap((rule) => rule.from ?? []),
      ...(policy.spec.egress ?? []).flatMap((rule) => rule.to ?? [])]
      .filter((peer) => peer.podSelector && !peer.namespaceSelector)
      .forEach((peer) => somebody(peer.podSelector, who));
  });
  of('ScaledObject').forEach((scaled) => {
    const target = scaled.spec.scaleTargetRef;
    const there = objects.find((one) => one.kind === target.kind && one.metadata.name === target.name);
    there || say(`ScaledObject ${scaled.metadata.name} scales nobody`);
    there?.spec.replicas === undefined || say(`${target.name} has a number of its own beside its scaler`);
  });
  // Each instance has a pool of its own; a few connections are for whoever looks after the database.
  const most = pods.filter(({ object, pod }) => object.kind !== 'CronJob' && pod.metadata.labels['zhuqi.org/database'])
    .map(({ object }) => of('ScaledObject').find((one) => one.spec.scaleTargetRef.name === object.metadata.name)
      ?.spec.maxReplicaCount ?? object.spec.replicas)
    .reduce((sum, one) => sum + one, 0);
  of('Cluster').forEach((cluster) => most * POOL + 20 <= Number(cluster.spec.postgresql.parameters.max_connections) ||
    say(`${most} instances want ${most * POOL} connections, more than the database has`));
  of('Cluster').flatMap((cluster) => cluster.spec.managed.roles)
    .forEach((role) => must('Secret', role.passwordSecret.name, `role ${role.name}`));
}

// The same services, the same settings, the same secrets as in docker-compose.yml; what differs is said here and why.
const COMPOSE = parse(read('docker-compose.yml'), { merge: true });
const ELSEWHERE = new Set([
  'ZHUQI_PORT', // only the address of the machine's own port
  'ZHUQI_LIMITS_ENABLED', // handed on, and not set as shipped
]);
function likeCompose(objects, say) {
  const settings = objects.find((one) => one.kind === 'ConfigMap' && /^zhuqi-[a-z0-9]+$/.test(one.metadata.name)).data;
  const composed = Object.entries(COMPOSE.services).filter(([, service]) => service.build && service.build.args.SERVICE !== 'tools');
  const kinds = objects.filter((one) => one.metadata.labels?.['app.kubernetes.io/component'] === 'service' && podOf(one));
  kinds.map((one) => one.metadata.name).sort().join() === composed.map(([name]) => name).sort().join() ||
    say('not the services of docker-compose.yml');
  for (const [name, service] of composed) {
    const object = kinds.find((one) => one.metadata.name === name);
    if (!object) {
      continue;
    }
    const container = podOf(object).spec.containers[0];
    const own = Object.fromEntries((container.env ?? []).map((one) => [one.name, one.value]));
    const there = { ...settings, ...own };
    for (const [key, value] of Object.entries(service.environment)) {
      if (!ELSEWHERE.has(key) && !(key in there)) {
        say(`${name} lacks ${key}`);
      }
      if (key in own && value !== null && own[key] !== value) {
        say(`${name} has another ${key}`);
      }
    }
    const files = podOf(object).spec.volumes.flatMap((volume) => volume.projected?.sources ?? [])
      .flatMap((source) => source.secret?.items ?? []).map((item) => item.path);
    (service.secrets ?? []).map((secret) => secret.target ?? secret.source ?? secret).forEach((file) =>
      files.includes(file) || say(`${name} lacks the secret ${file}`));
    const kafka = files.includes('spring.kafka.properties.sasl.jaas.config') && files.includes('kafka-ca.crt');
    kafka || say(`${name} cannot log in to Kafka`);
    container.image.replace(/:.*/, '') === service.image.replace(/:.*/, '') || say(`${name} has another image`);
    [settings.SERVER_PORT, settings.MANAGEMENT_SERVER_PORT].every((port) =>
      container.ports.some((one) => String(one.containerPort) === port)) || say(`${name} opens other ports`);
  }
  const topics = [...read('contracts/src/main/java/org/zhuqi/contracts/Topics.java').matchAll(/= "(zhuqi\.[a-z.-]+)"/g)];
  const ours = objects.filter((one) => one.kind === 'KafkaTopic');
  ours.map((one) => one.metadata.name).sort().join() === topics.map((one) => one[1]).sort().join() ||
    say('the topics are not those of the contracts');
  ours.filter((one) => one.spec.partitions !== 1).forEach((one) =>
    String(one.spec.partitions) === settings.ZHUQI_TOPICS_PARTITIONS || say(`${one.metadata.name} has other partitions`));
}

// secrets.sh says itself what it makes.
const made = [...read('infra/k8s/secrets.sh').matchAll(/^#> (\S+)/gm)].flatMap((one) => one[1].split(','));

const counted = new Map();
let left = 0;
for (const [name, file] of rendered.map((one) => one.split('='))) {
  const say = (what) => faults.push(`${name}: ${what}`);
  const objects = parseAllDocuments(readFileSync(file, 'utf8')).map((one) => {
    one.errors.forEach((error) => say(error.message));
    return one.toJS();
  });
  const seen = new Set();
  for (const object of objects) {
    const who = `${object.kind} ${object.metadata.name}`;
    seen.has(who) ? say(`${who} is there twice`) : seen.add(who);
    const kind = await byItsSchema(object, (what) => say(`${who}: ${what}`));
    kind ? counted.set(kind, (counted.get(kind) ?? 0) + 1) : left++;
  }
  references(objects, made, say);
  likeCompose(objects, say);
}
const rules = parse(read('infra/k8s/figures/alerts.yaml')).spec;
JSON.stringify(rules) === JSON.stringify(parse(read('infra/prometheus/alerts.yml'))) ||
  faults.push('figures/alerts.yaml is stale: infra/k8s/check.sh --regenerate');

faults.forEach((fault) => console.log(`✗ ${fault}`));
const checked = [...counted.values()].reduce((sum, one) => sum + one, 0);
console.log(`${checked} objects of ${counted.size} kinds fit their schemas' fields and types` +
  (left ? `, ${left} of Strimzi were looked at for references only` : '') + `; ${faults.length} faults.`);
process.exit(faults.length ? 1 : 0);
