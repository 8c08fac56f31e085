package org.zhuqi.dispatch.application.routing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.EnterpriseSize;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.dispatch.domain.routing.Menu;
import org.zhuqi.dispatch.domain.routing.RoutingRule;
import org.zhuqi.platform.directory.KnownDirectory;

/** Rules as they are written, and all that is wrong with them. */
public final class RuleTexts {
    private static final int MOST_RULES = 500;
    private static final int MOST_WORDS = 50;
    private static final int LONGEST_WORD = 40;
    private static final int LONGEST_NOTE = 500;
    private static final int MOST_ASSISTANTS = 20;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final KnownDirectory directory;
    private final Menu menu;

    public RuleTexts(KnownDirectory directory, Menu menu) {
        this.directory = directory;
        this.menu = menu;
    }

    /** A rule as it is written. What is absent is empty; the weight is 50, and it is not automatic. */
    public record Text(
            @Nullable String id,
            @Nullable WhenText when,
            @Nullable UnitId unit,
            @Nullable List<UnitId> assistants,
            @Nullable Integer weight,
            @Nullable Boolean automatic,
            @Nullable String note) {}

    public record WhenText(
            @Nullable List<CatalogueItemId> items,
            @Nullable List<String> categories,
            @Nullable List<ChainId> chains,
            @Nullable List<PlaceId> places,
            @Nullable List<EnterpriseSize> sizes,
            @Nullable List<String> keywords) {
        private static final WhenText ALWAYS = new WhenText(null, null, null, null, null, null);
    }

    /** @param pointer to the field (RFC 6901) */
    public record Fault(String pointer, Sentence sentence) {}

    /** @param rules of which there are none if there are faults */
    public record Reading(List<RoutingRule> rules, List<Fault> faults) {}

    /** Everything against the directory as it is now. */
    public Reading read(DistrictId district, List<Text> texts) {
        List<Fault> faults = new ArrayList<>();
        List<RoutingRule> rules = new ArrayList<>();
        if (texts.size() > MOST_RULES) {
            faults.add(new Fault(
                    "/rules",
                    new Sentence(
                            "there are %d rules, and %d is the most".formatted(texts.size(), MOST_RULES),
                            "共%d条规则，最多%d条".formatted(texts.size(), MOST_RULES))));
            return new Reading(List.of(), faults);
        }
        Set<String> ids = new HashSet<>();
        for (int index = 0; index < texts.size(); index++) {
            Looking looking = new Looking(district, "/rules/" + index, faults);
            looking.rule(texts.get(index), ids).ifPresent(rules::add);
        }
        return faults.isEmpty() ? new Reading(List.copyOf(rules), faults) : new Reading(List.of(), faults);
    }

    /** Without asking who is there, for rules that ship. */
    static RoutingRule trusted(Text text) {
        if (text.id() == null || text.unit() == null) {
            throw new IllegalArgumentException("a rule has no id or unit: " + text);
        }
        return rule(text, text.id(), text.unit());
    }

    private static RoutingRule rule(Text text, String id, UnitId unit) {
        WhenText when = text.when() == null ? WhenText.ALWAYS : text.when();
        return new RoutingRule(
                id,
                new RoutingRule.When(
                        some(when.items()),
                        some(when.categories()),
                        some(when.chains()),
                        some(when.places()),
                        some(when.sizes()),
                        some(when.keywords())),
                unit,
                some(text.assistants()),
                text.weight() == null ? RoutingRule.FULL_WEIGHT / 2 : text.weight(),
                Boolean.TRUE.equals(text.automatic()),
                text.note());
    }

    private static <T> List<T> some(@Nullable List<T> given) {
        return given == null ? List.of() : given;
    }

    private final class Looking {
        private final DistrictId district;
        private final String place;
        private final List<Fault> faults;

        Looking(DistrictId district, String place, List<Fault> faults) {
            this.district = district;
            this.place = place;
            this.faults = faults;
        }

        Optional<RoutingRule> rule(@Nullable Text text, Set<String> ids) {
            if (text == null) {
                fault("", "the rule is missing", "规则为空");
                return Optional.empty();
            }
            int before = faults.size();
            String id = text.id();
            if (id == null || !ID.matcher(id).matches()) {
                fault("/id", "a rule has an id of letters, digits, '.', '_' and '-'", "规则须有由字母、数字、点、下划线或连字符组成的编号");
            } else if (!ids.add(id)) {
                fault("/id", "the id '%s' stands twice".formatted(id), "编号“%s”重复".formatted(id));
            }
            UnitId unit = text.unit();
            if (unit == null) {
                fault("/unit", "a rule names the unit that leads", "规则须写明主办单位");
            } else {
                unit("/unit", unit);
            }
            assistants(some(text.assistants()), unit);
            if (text.weight() != null && (text.weight() < 1 || text.weight() > RoutingRule.FULL_WEIGHT)) {
                fault(
                        "/weight",
                        "the weight %d is not between 1 and 100".formatted(text.weight()),
                        "权重%d不在1至100之间".formatted(text.weight()));
            }
            if (text.note() != null && text.note().length() > LONGEST_NOTE) {
                fault("/note", "the note is longer than 500 characters", "备注超过500字");
            }
            when(text.when() == null ? WhenText.ALWAYS : text.when());
            return faults.size() > before || id == null || unit == null
                    ? Optional.empty()
                    : Optional.of(RuleTexts.rule(text, id, unit));
        }

        private void assistants(List<UnitId> assistants, @Nullable UnitId lead) {
            if (assistants.size() > MOST_ASSISTANTS) {
                fault("/assistants", "20 assistants are the most", "协办单位最多20个");
            }
            for (int index = 0; index < assistants.size(); index++) {
                if (assistants.get(index).equals(lead)) {
                    fault("/assistants/" + index, "the lead does not assist itself", "主办单位不能同时为协办单位");
                } else {
                    unit("/assistants/" + index, assistants.get(index));
                }
            }
        }

        private void when(WhenText when) {
            List<CatalogueItemId> items = some(when.items());
            for (int index = 0; index < items.size(); index++) {
                if (menu.isKnown(district)
                        && menu.find(district, items.get(index)).isEmpty()) {
                    unknown(
                            "/when/items/" + index,
                            "item",
                            "事项",
                            items.get(index).text());
                }
            }
            List<ChainId> chains = some(when.chains());
            for (int index = 0; index < chains.size(); index++) {
                if (directory
                        .chain(chains.get(index))
                        .filter(chain -> chain.district().equals(district))
                        .isEmpty()) {
                    unknown(
                            "/when/chains/" + index,
                            "chain",
                            "产业链",
                            chains.get(index).text());
                }
            }
            List<PlaceId> places = some(when.places());
            for (int index = 0; index < places.size(); index++) {
                if (directory
                        .place(places.get(index))
                        .filter(known -> known.district().equals(district))
                        .isEmpty()) {
                    unknown(
                            "/when/places/" + index,
                            "place",
                            "镇街园区",
                            places.get(index).text());
                }
            }
            words("/when/keywords", some(when.keywords()));
            words("/when/categories", some(when.categories()));
        }

        private void words(String field, List<String> words) {
            if (words.size() > MOST_WORDS) {
                fault(field, "50 words are the most", "最多50个词");
            }
            for (int index = 0; index < words.size(); index++) {
                if (words.get(index).isBlank() || words.get(index).length() > LONGEST_WORD) {
                    fault(field + "/" + index, "a word has 1 to 40 characters", "每个词1至40字");
                }
            }
        }

        private void unit(String field, UnitId unit) {
            Optional<DirectoryEntry.Unit> known =
                    directory.unit(unit).filter(each -> each.district().equals(district));
            if (known.isEmpty()) {
                unknown(field, "unit", "单位", unit.text());
            } else if (!known.get().active()) {
                fault(
                        field,
                        "the unit '%s' takes nothing any more".formatted(unit),
                        "单位“%s”已停用".formatted(known.get().name()));
            }
        }

        private void unknown(String field, String en, String zh, String id) {
            fault(field, "there is no %s '%s' in this district".formatted(en, id), "本区没有%s“%s”".formatted(zh, id));
        }

        private void fault(String field, String en, String zh) {
            faults.add(new Fault(place + field, new Sentence(en, zh)));
        }
    }
}
