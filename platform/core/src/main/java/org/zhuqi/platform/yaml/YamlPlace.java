package org.zhuqi.platform.yaml;

import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A place in a YAML document that knows its line and key, and gathers everything that is wrong with the document. */
public final class YamlPlace {
    private final Node node;
    private final int line;
    private final String key;
    private final Complaints complaints;

    /** What is wrong with one document, each thing once, by line. */
    public static final class Complaints {
        private final String file;
        private final SortedMap<Integer, Set<String>> faults = new TreeMap<>();

        public Complaints(String file) {
            this.file = file;
        }

        private void add(int line, String key, String fault) {
            faults.computeIfAbsent(line, any -> new LinkedHashSet<>())
                    .add("%s line %d%s: %s".formatted(file, line, key.isEmpty() ? "" : ", " + key, fault));
        }

        public List<String> sentences() {
            return faults.values().stream().flatMap(Set::stream).toList();
        }
    }

    private YamlPlace(Node node, int line, String key, Complaints complaints) {
        this.node = node;
        this.line = line;
        this.key = key;
        this.complaints = complaints;
    }

    /** The root of the document; empty, with a complaint, if it is not YAML. */
    public static Optional<YamlPlace> root(Reader yaml, Complaints complaints) {
        try {
            Node root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(yaml);
            if (root == null) {
                complaints.add(1, "", "the document is empty");
                return Optional.empty();
            }
            return Optional.of(new YamlPlace(root, 1, "", complaints));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            complaints.add(line, "", "this is not YAML: " + e.getProblem());
            return Optional.empty();
        } catch (YAMLException e) {
            complaints.add(1, "", "this is not YAML: " + e.getMessage());
            return Optional.empty();
        }
    }

    public void complain(String fault) {
        complaints.add(line, key, fault);
    }

    public boolean isText() {
        return node instanceof ScalarNode;
    }

    public boolean isList() {
        return node instanceof SequenceNode;
    }

    /** The text of a single value; empty, with a complaint, if it is something else, blank or null. */
    public Optional<String> text() {
        if (node instanceof ScalarNode scalar
                && !scalar.getTag().equals(Tag.NULL)
                && !scalar.getValue().isBlank()) {
            return Optional.of(scalar.getValue());
        }
        complain("a text is expected here");
        return Optional.empty();
    }

    /** The entries of a list; a single value counts as a list of one. */
    public List<YamlPlace> items() {
        if (!(node instanceof SequenceNode sequence)) {
            return List.of(this);
        }
        List<YamlPlace> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            items.add(new YamlPlace(item, line(item), key, complaints));
        }
        return items;
    }

    /** The entries by key, in the order of the document; none, with a complaint, if these are not entries. */
    public Map<String, YamlPlace> entries() {
        Map<String, YamlPlace> entries = new LinkedHashMap<>();
        if (!(node instanceof MappingNode mapping)) {
            complain("entries 'key: value' are expected here");
            return entries;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode name)) {
                complain("every key must be a text");
                continue;
            }
            String path = key.isEmpty() ? name.getValue() : key + "." + name.getValue();
            YamlPlace place = new YamlPlace(tuple.getValueNode(), line(name), path, complaints);
            if (entries.putIfAbsent(name.getValue(), place) != null) {
                complaints.add(line(name), path, "this key stands twice");
            }
        }
        return entries;
    }

    /** Like {@link #entries()}, with a complaint about every key that is not one of these. */
    public Map<String, YamlPlace> entries(Set<String> known) {
        Map<String, YamlPlace> entries = entries();
        entries.forEach((name, place) -> {
            if (!known.contains(name)) {
                place.complain("this key is unknown; known here: "
                        + String.join(", ", known.stream().sorted().toList()));
            }
        });
        return entries;
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
