package org.zhuqi.notification.domain;

import com.samskivert.mustache.DefaultCollector;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.zhuqi.contracts.Sentence;

/**
 * A text with places for values: {@code {{number}}} puts one in, {@code {{#reason}}…{{/reason}}} is there only if there is
 * one, {@code {{^reason}}…{{/reason}}} only if there is none. Nothing else of Mustache is taken, and a value is never read as
 * a template. What comes out is plain text: whoever puts it into HTML escapes all of it.
 */
public final class Template {
    private static final Mustache.Compiler COMPILER = Mustache.compiler()
            .escapeHTML(false)
            .emptyStringIsFalse(true)
            .defaultValue("")
            .withCollector(new OnlyWhatMapsHold())
            .withLoader(name -> {
                throw new MustacheException("there are no other templates");
            });

    private final com.samskivert.mustache.Template compiled;

    private Template(com.samskivert.mustache.Template compiled) {
        this.compiled = compiled;
    }

    /** Why a text is no template, or not the one that was meant. */
    public static Optional<Sentence> fault(String text) {
        return unusable(text).or(() -> unfinished(text));
    }

    /** What has no end is taken for words, which nobody who writes it means. */
    private static Optional<Sentence> unfinished(String text) {
        Names names = new Names();
        COMPILER.compile(text).visit(names);
        return names.unfinished
                ? Optional.of(new Sentence(
                        "A place for a value begins with {{ and ends with }}; one of both is missing.",
                        "取值须以 {{ 开头、以 }} 结尾，此处缺少其一。"))
                : Optional.empty();
    }

    private static Optional<Sentence> unusable(String text) {
        try {
            Names names = new Names();
            COMPILER.compile(text).visit(names);
            if (text.contains("{{=")) {
                return Optional.of(new Sentence(
                        "A template may not choose other brackets than {{ and }}.", "模板不能更改 {{ 与 }} 分隔符。"));
            }
            if (names.foreign) {
                return Optional.of(new Sentence(
                        "A template may put in values and ask whether they are there; nothing else.",
                        "模板只能插入取值或判断取值是否存在，不能使用其他语法。"));
            }
            names.used.removeAll(Values.NAMES);
            return names.used.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Sentence(
                            "There is no value '%s'; known are %s."
                                    .formatted(names.used.iterator().next(), Values.known()),
                            "没有名为“%s”的取值；可用：%s。".formatted(names.used.iterator().next(), Values.known())));
        } catch (MustacheException e) {
            return Optional.of(new Sentence(
                    "This is no template: %s".formatted(e.getMessage()), "模板语法有误：%s".formatted(e.getMessage())));
        }
    }

    /**
     * A text that was taken before something was found at fault with it is still one.
     *
     * @throws IllegalArgumentException with a sentence, if nothing can be made of the text
     */
    public static Template of(String text) {
        unusable(text).ifPresent(fault -> {
            throw new IllegalArgumentException(fault.en());
        });
        return new Template(COMPILER.compile(text));
    }

    /** A value that is not there leaves its place empty. */
    public String fill(Map<String, String> values) {
        return compiled.execute(values);
    }

    private static final class Names implements Mustache.Visitor {
        private final Set<String> used = new TreeSet<>();
        private boolean foreign;
        private boolean unfinished;

        @Override
        public void visitText(String text) {
            unfinished |= text.contains("{{") || text.contains("}}");
        }

        @Override
        public void visitVariable(String name) {
            used.add(name);
        }

        @Override
        public boolean visitInclude(String name) {
            foreign = true;
            return false;
        }

        @Override
        public boolean visitParent(String name) {
            foreign = true;
            return false;
        }

        @Override
        public boolean visitBlock(String name) {
            foreign = true;
            return false;
        }

        @Override
        public boolean visitSection(String name) {
            used.add(name);
            return true;
        }

        @Override
        public boolean visitInvertedSection(String name) {
            used.add(name);
            return true;
        }
    }

    /** Values are texts, and of a text nothing can be asked: no member, no method, no character. */
    private static final class OnlyWhatMapsHold extends DefaultCollector {
        @Override
        public Mustache.VariableFetcher createFetcher(Object context, String name) {
            return (from, key) -> from instanceof Map<?, ?> map && map.containsKey(key)
                    ? Objects.requireNonNull(map.get(key))
                    : com.samskivert.mustache.Template.NO_FETCHER_FOUND;
        }
    }
}
