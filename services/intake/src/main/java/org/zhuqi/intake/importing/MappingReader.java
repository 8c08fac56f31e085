package org.zhuqi.intake.importing;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.RecordComponent;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketLifecycle;
import org.zhuqi.intake.importing.Mapping.Activity;
import org.zhuqi.intake.importing.Mapping.FileFormat;
import org.zhuqi.intake.importing.Mapping.Way;
import org.zhuqi.intake.importing.TimeFormats.TimeFormat;
import org.zhuqi.platform.yaml.YamlPlace;

/** Reads a {@link Mapping} and says everything that is wrong with it at once, each with its line and key. */
final class MappingReader {
    private static final Set<String> SECTIONS =
            Set.of("source", "district", "file", "columns", "values", "actors", "commands", "fill-in", "activities");
    private static final Set<String> FILE = Set.of("delimiter", "charset", "times", "zone");
    private static final Set<String> ACTIVITY = Set.of("ways", "fill-in");
    private static final int MAX_SOURCE = 200;

    private final YamlPlace root;
    private final Map<String, YamlPlace> sections;

    // What the later sections of the document refer to.
    private Map<String, String> columns = Map.of();
    private Map<Role, Template> actors = Map.of();
    private Map<CommandType, YamlPlace> commandPlaces = Map.of();

    private MappingReader(YamlPlace root) {
        this.root = root;
        this.sections = root.entries(SECTIONS);
    }

    /**
     * @throws IOException if the file cannot be read
     * @throws MappingException if it is not a usable mapping
     */
    static Mapping read(Path file) throws IOException, MappingException {
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return read(reader, String.valueOf(file.getFileName()));
        }
    }

    static Mapping read(Reader yaml, String fileName) throws MappingException {
        YamlPlace.Complaints complaints = new YamlPlace.Complaints(fileName);
        Optional<Mapping> mapping = YamlPlace.root(yaml, complaints).map(root -> new MappingReader(root).mapping());
        if (mapping.isEmpty() || !complaints.sentences().isEmpty()) {
            throw new MappingException(complaints.sentences());
        }
        return mapping.get();
    }

    private Mapping mapping() {
        columns = columns();
        actors = actors();
        commandPlaces = commandPlaces();
        Map<CommandType, CommandTemplate> commands = new EnumMap<>(CommandType.class);
        commandPlaces.forEach((type, place) ->
                command(type, place, Optional.empty()).ifPresent(command -> commands.put(type, command)));
        Map<String, YamlPlace> file = Optional.ofNullable(sections.get("file"))
                .map(place -> place.entries(FILE))
                .orElse(Map.of());
        return new Mapping(
                ids(),
                fileFormat(file),
                times(file),
                columns,
                values(),
                actors,
                commands,
                activities(fillers(sections.get("fill-in"))));
    }

    private StableIds ids() {
        String source =
                required("source").flatMap(YamlPlace::text).map(String::strip).orElse("?");
        if (source.length() > MAX_SOURCE) {
            root.complain(
                    "the source has %d characters, at most %d are allowed".formatted(source.length(), MAX_SOURCE));
        }
        DistrictId district = required("district")
                .flatMap(place -> parsed(place, DistrictId::of))
                .orElse(DistrictId.of("XX"));
        return new StableIds(district, source);
    }

    private FileFormat fileFormat(Map<String, YamlPlace> file) {
        char delimiter = Optional.ofNullable(file.get("delimiter"))
                .flatMap(place -> parsed(place, MappingReader::delimiter))
                .orElse(',');
        Charset charset = Optional.ofNullable(file.get("charset"))
                .flatMap(place -> parsed(place, MappingReader::charset))
                .orElse(StandardCharsets.UTF_8);
        return new FileFormat(delimiter, charset);
    }

    private TimeFormats times(Map<String, YamlPlace> file) {
        List<TimeFormat> formats =
                Optional.ofNullable(file.get("times")).map(YamlPlace::items).orElse(List.of()).stream()
                        .flatMap(place -> parsed(place, TimeFormat::of).stream())
                        .toList();
        Optional<ZoneId> zone = Optional.ofNullable(file.get("zone")).flatMap(place -> parsed(place, ZoneId::of));
        if (!file.containsKey("zone")) {
            root.complain("'file.zone' is missing: the time zone of the log's times, such as Asia/Shanghai");
        }
        return new TimeFormats(
                formats.isEmpty() ? List.of(TimeFormat.of("iso")) : formats, zone.orElse(ZoneOffset.UTC));
    }

    private Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        Optional<YamlPlace> section = required("columns");
        section.ifPresent(place -> {
            place.entries().forEach((name, header) -> header.text().ifPresent(text -> columns.put(name, text)));
            for (String needed : List.of(Mapping.CASE, Mapping.ACTIVITY, Mapping.TIME)) {
                if (!columns.containsKey(needed)) {
                    place.complain("the column of the %s is missing; write '%s: <header>'".formatted(needed, needed));
                }
            }
        });
        return columns;
    }

    private Map<String, Map<String, String>> values() {
        Map<String, Map<String, String>> values = new LinkedHashMap<>();
        Optional.ofNullable(sections.get("values"))
                .map(YamlPlace::entries)
                .orElse(Map.of())
                .forEach((column, place) -> {
                    if (!columns.containsKey(column)) {
                        place.complain(unknownColumn(column));
                    }
                    Map<String, String> names = new LinkedHashMap<>();
                    place.entries().forEach((value, name) -> name.text().ifPresent(text -> names.put(value, text)));
                    values.put(column, names);
                });
        return values;
    }

    private Map<Role, Template> actors() {
        Map<Role, Template> actors = new EnumMap<>(Role.class);
        Optional.ofNullable(sections.get("actors"))
                .map(YamlPlace::entries)
                .orElse(Map.of())
                .forEach((name, place) -> {
                    Optional<Role> role = role(name, place);
                    template(place).ifPresent(template -> role.ifPresent(known -> actors.put(known, template)));
                });
        return actors;
    }

    private Map<CommandType, YamlPlace> commandPlaces() {
        Map<CommandType, YamlPlace> places = new EnumMap<>(CommandType.class);
        required("commands")
                .map(YamlPlace::entries)
                .orElse(Map.of())
                .forEach((name, place) -> commandType(name, place).ifPresent(type -> places.put(type, place)));
        return places;
    }

    private Set<CommandType> fillers(@Nullable YamlPlace place) {
        Set<CommandType> fillers = EnumSet.noneOf(CommandType.class);
        if (place == null) {
            return fillers;
        }
        for (YamlPlace item : place.items()) {
            item.text().flatMap(name -> commandType(name, item)).ifPresent(type -> {
                if (!commandPlaces.containsKey(type)) {
                    item.complain("'%s' is to be filled in, but 'commands' does not say who sends it and what it says"
                            .formatted(type.wireName()));
                }
                fillers.add(type);
            });
        }
        return fillers;
    }

    private Map<String, Activity> activities(Set<CommandType> fillers) {
        Map<String, Activity> activities = new LinkedHashMap<>();
        required("activities")
                .map(YamlPlace::entries)
                .orElse(Map.of())
                .forEach((name, place) -> activities.put(name.strip(), activity(place, fillers)));
        return activities;
    }

    private Activity activity(YamlPlace place, Set<CommandType> fillers) {
        if (place.isText() || place.isList()) {
            return new Activity(ways(place), fillers);
        }
        Map<String, YamlPlace> entries = place.entries(ACTIVITY);
        YamlPlace ways = entries.get("ways");
        if (ways == null) {
            place.complain("'ways' is missing: the commands that this activity stands for");
            return new Activity(List.of(), fillers);
        }
        return new Activity(ways(ways), entries.containsKey("fill-in") ? fillers(entries.get("fill-in")) : fillers);
    }

    private List<Way> ways(YamlPlace place) {
        List<Way> ways = new ArrayList<>();
        for (YamlPlace item : place.items()) {
            List<CommandTemplate> commands =
                    item.items().stream().flatMap(step -> step(step).stream()).toList();
            if (!commands.isEmpty()) {
                ways.add(new Way(commands));
            }
        }
        if (place.items().isEmpty()) {
            place.complain("no command is given");
        }
        return ways;
    }

    /** A command by its name alone, or {@code name: {field: template}} with what differs from {@code commands}. */
    private Optional<CommandTemplate> step(YamlPlace place) {
        if (place.isText()) {
            return place.text()
                    .flatMap(name -> commandType(name, place))
                    .flatMap(type -> step(type, place, Optional.empty()));
        }
        if (place.isList()) {
            place.complain("lists go two deep at most: ways, and the commands of one way");
            return Optional.empty();
        }
        Map<String, YamlPlace> entries = place.entries();
        if (entries.size() != 1) {
            place.complain("one command is expected here; put several into a list: [submit, dispatch]");
            return Optional.empty();
        }
        Map.Entry<String, YamlPlace> entry = entries.entrySet().iterator().next();
        return commandType(entry.getKey(), entry.getValue())
                .flatMap(type -> step(type, place, Optional.of(entry.getValue())));
    }

    private Optional<CommandTemplate> step(CommandType type, YamlPlace place, Optional<YamlPlace> own) {
        YamlPlace common = commandPlaces.get(type);
        if (common == null && own.isEmpty()) {
            place.complain("'commands' does not say who sends '%s' and what it says".formatted(type.wireName()));
            return Optional.empty();
        }
        return common == null ? command(type, own.orElseThrow(), Optional.empty()) : command(type, common, own);
    }

    private Optional<CommandTemplate> command(CommandType type, YamlPlace common, Optional<YamlPlace> own) {
        Map<String, YamlPlace> entries = new LinkedHashMap<>(common.entries());
        own.ifPresent(place -> entries.putAll(place.entries()));
        YamlPlace place = own.orElse(common);

        YamlPlace by = entries.remove("by");
        if (by == null) {
            place.complain(
                    "'by' is missing: the role that sends %s, one of %s".formatted(type.wireName(), senders(type)));
        }
        Optional<Role> role =
                Optional.ofNullable(by).flatMap(given -> given.text().flatMap(name -> role(name, given)));
        role.ifPresent(sender -> checkSender(type, sender, by == null ? place : by));

        Map<String, RecordComponent> components = new LinkedHashMap<>();
        for (RecordComponent component : type.recordType().getRecordComponents()) {
            components.put(component.getName(), component);
        }
        List<FieldTemplate> fields = new ArrayList<>();
        entries.forEach((name, value) -> {
            RecordComponent component = components.get(name);
            if (component == null) {
                value.complain("%s has no field '%s'; it has: %s"
                        .formatted(type.wireName(), name, String.join(", ", components.keySet())));
            } else {
                field(type, component, value).ifPresent(fields::add);
            }
        });
        components.values().stream()
                .filter(component -> FieldTemplate.isRequired(component) && !entries.containsKey(component.getName()))
                .forEach(component ->
                        place.complain("%s needs the field '%s'".formatted(type.wireName(), component.getName())));
        return role.map(sender -> new CommandTemplate(type, sender, List.copyOf(fields)));
    }

    private void checkSender(CommandType type, Role role, YamlPlace place) {
        if (!TicketLifecycle.mayEverSend(role, type)) {
            place.complain("%s never sends %s; it is sent by %s".formatted(role, type.wireName(), senders(type)));
        } else if (role != Role.SYSTEM && !actors.containsKey(role)) {
            place.complain("'actors' does not say which account acts as %s".formatted(role));
        }
    }

    private Optional<FieldTemplate> field(CommandType type, RecordComponent component, YamlPlace place) {
        Optional<FieldTemplate.Kind> kind = FieldTemplate.kind(component);
        if (kind.isEmpty()) {
            place.complain(
                    "the field '%s' of %s cannot be filled from a log".formatted(component.getName(), type.wireName()));
            return Optional.empty();
        }
        if (place.isList() && !FieldTemplate.isList(component)) {
            place.complain("the field '%s' of %s takes one value".formatted(component.getName(), type.wireName()));
            return Optional.empty();
        }
        List<Template> templates =
                place.items().stream().flatMap(item -> template(item).stream()).toList();
        if (templates.isEmpty()) {
            return Optional.empty();
        }
        if (kind.get() == FieldTemplate.Kind.CODE) {
            templates.forEach(template -> checkCode(component, template, place));
        }
        return Optional.of(new FieldTemplate(component, templates));
    }

    private static void checkCode(RecordComponent component, Template template, YamlPlace place) {
        List<String> codes = FieldTemplate.codes(component);
        String constant = template.asText(column -> "");
        if (template.columns().isEmpty() && !codes.contains(constant)) {
            place.complain("'%s' is none of %s".formatted(constant, String.join(", ", codes)));
        }
    }

    private Optional<Template> template(YamlPlace place) {
        Optional<Template> template = parsed(place, Template::parse);
        template.ifPresent(read -> new TreeSet<>(read.columns())
                .stream()
                        .filter(column -> !columns.containsKey(column))
                        .forEach(column -> place.complain(unknownColumn(column))));
        return template;
    }

    private String unknownColumn(String column) {
        return "'columns' names no column '%s'; it names: %s".formatted(column, String.join(", ", columns.keySet()));
    }

    private static Optional<CommandType> commandType(String name, YamlPlace place) {
        Optional<CommandType> type = CommandType.byWireName(name);
        if (type.isEmpty()) {
            place.complain("'%s' is not a command; the commands are: %s"
                    .formatted(
                            name,
                            Arrays.stream(CommandType.values())
                                    .map(CommandType::wireName)
                                    .collect(joining(", "))));
        }
        return type;
    }

    private static Optional<Role> role(String name, YamlPlace place) {
        Optional<Role> role = Arrays.stream(Role.values())
                .filter(known -> known.name().equals(name))
                .findFirst();
        if (role.isEmpty()) {
            place.complain("'%s' is not a role; the roles are: %s"
                    .formatted(
                            name, Arrays.stream(Role.values()).map(Role::name).collect(joining(", "))));
        }
        return role;
    }

    private static String senders(CommandType type) {
        return Arrays.stream(Role.values())
                .filter(role -> TicketLifecycle.mayEverSend(role, type))
                .map(Role::name)
                .collect(joining(", "));
    }

    private Optional<YamlPlace> required(String section) {
        YamlPlace place = sections.get(section);
        if (place == null) {
            root.complain("'%s' is missing".formatted(section));
        }
        return Optional.ofNullable(place);
    }

    private static <T> Optional<T> parsed(YamlPlace place, Function<String, T> parser) {
        return place.text().flatMap(text -> {
            try {
                return Optional.of(parser.apply(text));
            } catch (IllegalArgumentException | DateTimeException e) {
                place.complain(String.valueOf(e.getMessage()));
                return Optional.empty();
            }
        });
    }

    private static char delimiter(String text) {
        String delimiter = text.equals("tab") ? "\t" : text;
        if (delimiter.length() != 1) {
            throw new IllegalArgumentException("'%s' must be one character, or 'tab'".formatted(text));
        }
        return delimiter.charAt(0);
    }

    private static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new IllegalArgumentException("'%s' is not a charset that Java knows".formatted(name), e);
        }
    }
}
