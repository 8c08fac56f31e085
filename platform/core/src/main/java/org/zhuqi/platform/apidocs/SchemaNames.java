package org.zhuqi.platform.apidocs;

import io.swagger.v3.core.jackson.TypeNameResolver;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How a type of ours is called in the document: by its simple name; where several share that, by what encloses it
 * ({@code TimelineDocument.Entry} is {@code TimelineEntry}), else by its service. Which names several share is known only
 * when the whole document is, so until then each type has a mark of its own.
 */
final class SchemaNames extends TypeNameResolver {
    private static final Pattern MARK = Pattern.compile("Q(\\d+)q_");
    private static final Pattern ROLE_OF_CLASS = Pattern.compile("(Controller|Documents?|Forms)$");
    private static final String OURS = "org.zhuqi.";
    /** One list for all: the converters that hold the marks are one list for all, too. */
    private static final Map<String, Class<?>> BY_MARK = new ConcurrentHashMap<>();

    private static final Map<Class<?>, String> MARKS = new ConcurrentHashMap<>();

    @Override
    protected String getNameOfClass(Class<?> type) {
        return type.getName().startsWith(OURS)
                ? MARKS.computeIfAbsent(type, SchemaNames::mark)
                : super.getNameOfClass(type);
    }

    private static synchronized String mark(Class<?> type) {
        String mark = "Q" + BY_MARK.size() + "q_";
        BY_MARK.put(mark, type);
        return mark;
    }

    /** Of each name in the document the one that is published; those that have none of our types in them stay. */
    static Map<String, String> published(Collection<String> names) {
        Set<Class<?>> types = new HashSet<>();
        Set<String> taken = new HashSet<>();
        for (String name : names) {
            Matcher marks = MARK.matcher(name);
            boolean any = false;
            while (marks.find()) {
                types.add(BY_MARK.get(marks.group()));
                any = true;
            }
            if (!any) {
                taken.add(name);
            }
        }
        Map<Class<?>, String> chosen = chosen(types, taken);
        return names.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        name -> MARK.matcher(name)
                                .replaceAll(mark -> Matcher.quoteReplacement(chosen.get(BY_MARK.get(mark.group()))))));
    }

    private static Map<Class<?>, String> chosen(Set<Class<?>> types, Set<String> taken) {
        Map<String, List<Class<?>>> bySimpleName =
                types.stream().collect(Collectors.groupingBy(Class::getSimpleName, TreeMap::new, Collectors.toList()));
        Set<String> used = new HashSet<>(taken);
        bySimpleName.forEach((name, sharing) -> {
            if (sharing.size() == 1) {
                used.add(name);
            }
        });
        Map<Class<?>, String> chosen = new HashMap<>();
        bySimpleName.forEach((name, sharing) -> {
            if (sharing.size() == 1 && !taken.contains(name)) {
                chosen.put(sharing.getFirst(), name);
            } else {
                Map<Class<?>, String> apart = apart(sharing, used);
                chosen.putAll(apart);
                used.addAll(apart.values());
            }
        });
        return chosen;
    }

    private static Map<Class<?>, String> apart(List<Class<?>> sharing, Set<String> used) {
        List<Function<Class<?>, String>> ways = new ArrayList<>(List.of(
                SchemaNames::withEnclosing,
                type -> service(type) + type.getSimpleName(),
                type -> service(type) + withEnclosing(type)));
        for (Function<Class<?>, String> way : ways) {
            Map<Class<?>, String> names = sharing.stream().collect(Collectors.toMap(Function.identity(), way));
            if (Set.copyOf(names.values()).size() == sharing.size()
                    && names.values().stream().noneMatch(used::contains)) {
                return names;
            }
        }
        return sharing.stream()
                .collect(Collectors.toMap(
                        Function.identity(), type -> type.getName().replaceAll("[^A-Za-z0-9]", "_")));
    }

    private static String withEnclosing(Class<?> type) {
        Class<?> enclosing = type.getEnclosingClass();
        if (enclosing == null) {
            return type.getSimpleName();
        }
        String around = ROLE_OF_CLASS.matcher(enclosing.getSimpleName()).replaceFirst("");
        return type.getSimpleName().startsWith(around) ? type.getSimpleName() : around + type.getSimpleName();
    }

    private static String service(Class<?> type) {
        String service = type.getPackageName().substring(OURS.length()).replaceFirst("\\..*", "");
        return Character.toUpperCase(service.charAt(0)) + service.substring(1);
    }
}
