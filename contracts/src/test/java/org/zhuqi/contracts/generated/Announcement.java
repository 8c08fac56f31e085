package org.zhuqi.contracts.generated;

import java.util.List;
import java.util.stream.Stream;
import org.zhuqi.contracts.Topics;

/** A message without an envelope, with its schema's name, its CloudEvents type and its key. */
record Announcement(Kind kind, String name, String ceType, String title, String key, Record message) {
    static final List<Announcement> ALL = Stream.of(
                    RuleStory.TOLD, DirectoryStory.TOLD, CatalogueStory.TOLD, TrialStory.TOLD)
            .flatMap(List::stream)
            .toList();

    enum Kind {
        RULE(Topics.RULES, "rule"),
        ENTRY(Topics.DIRECTORY, "directory"),
        ITEM(Topics.CATALOGUE, "catalogue"),
        TRIAL(Topics.TRIALS, "trial"),
        TRIAL_ANSWER(Topics.TRIAL_READINGS, "trial");

        private final String topic;
        private final String word;

        Kind(String topic, String word) {
            this.topic = topic;
            this.word = word;
        }

        String topic() {
            return topic;
        }

        String word() {
            return word;
        }

        List<String> ceTypes() {
            return ALL.stream()
                    .filter(announcement -> announcement.kind == this)
                    .map(Announcement::ceType)
                    .toList();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
