package org.zhuqi.allinone.apart;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.type.MethodMetadata;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.zhuqi.platform.persistence.SchemaMigrations;

/**
 * What a process is made of, by name.
 *
 * @param beans all that is ours, without what composes it
 * @param answers requests
 * @param consumers groups and their topics
 * @param schemas that it brings up to date
 * @param workers that start with it and work by themselves
 */
record Contents(
        SortedSet<String> beans,
        SortedSet<String> answers,
        SortedSet<String> consumers,
        SortedSet<String> schemas,
        SortedSet<String> workers) {
    private static final String OURS = "org.zhuqi.";
    /** In one JVM the description of the API is made of what is there. */
    private static final Set<String> ONLY_APART = Set.of("org.zhuqi.portal.ApiDocument", "GET /v3/api-docs");

    static Contents of(ConfigurableApplicationContext context) {
        return new Contents(
                sorted(Arrays.stream(context.getBeanDefinitionNames()).filter(name -> isOurs(context, name))),
                sorted(Route.ofControllers(context).stream().map(Route::toString)),
                sorted(context.getBeansOfType(ConcurrentMessageListenerContainer.class).values().stream()
                        .map(Contents::consumer)),
                sorted(context.getBean(SchemaMigrations.class).schemas().stream()),
                sorted(context.getBeansOfType(SmartLifecycle.class).entrySet().stream()
                        .filter(each -> each.getValue().getClass().getName().startsWith(OURS))
                        .map(each -> each.getKey() + " ("
                                + each.getValue().getClass().getSimpleName() + ")")));
    }

    private static String consumer(ConcurrentMessageListenerContainer<?, ?> container) {
        return container.getGroupId() + " of "
                + String.join(
                        ", ",
                        Objects.requireNonNull(
                                container.getContainerProperties().getTopics()));
    }

    private static boolean isOurs(ConfigurableApplicationContext context, String name) {
        BeanDefinition definition = context.getBeanFactory().getBeanDefinition(name);
        MethodMetadata madeBy =
                definition instanceof AnnotatedBeanDefinition annotated ? annotated.getFactoryMethodMetadata() : null;
        String from = madeBy == null ? definition.getBeanClassName() : madeBy.getDeclaringClassName();
        return from != null
                && from.startsWith(OURS)
                && !ONLY_APART.contains(name)
                && context.findAnnotationOnBean(name, SpringBootConfiguration.class) == null;
    }

    private static SortedSet<String> sorted(Stream<String> names) {
        return names.filter(name -> !ONLY_APART.contains(name)).collect(Collectors.toCollection(TreeSet::new));
    }

    static Contents union(Collection<Contents> all) {
        return new Contents(
                sorted(all.stream().flatMap(each -> each.beans().stream())),
                sorted(all.stream().flatMap(each -> each.answers().stream())),
                sorted(all.stream().flatMap(each -> each.consumers().stream())),
                sorted(all.stream().flatMap(each -> each.schemas().stream())),
                sorted(all.stream().flatMap(each -> each.workers().stream())));
    }

    /** What is of one service alone; the rest is the platform's, which every process has. */
    List<SortedSet<String>> own() {
        return List.of(answers, consumers, schemas);
    }
}
