package org.zhuqi.metrics.application;

import java.util.HashMap;
import java.util.Map;
import org.zhuqi.contracts.dispatch.DispatchMessage;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.metrics.domain.SubjectStory;
import org.zhuqi.platform.projection.Fold;

/** What a batch makes of the stories of its subjects. */
final class SubjectFold implements Fold<DispatchMessage<?>> {
    private final Map<SubjectId, SubjectStory> stories;
    private final Map<SubjectId, SubjectStory> changed = new HashMap<>();

    SubjectFold(Map<SubjectId, SubjectStory> before) {
        stories = new HashMap<>(before);
    }

    @Override
    public long version(DispatchMessage<?> message) {
        SubjectStory known = stories.get(message.subject());
        return known == null ? 0 : known.version();
    }

    @Override
    public void apply(DispatchMessage<?> message) {
        SubjectStory after = SubjectStory.after(stories.get(message.subject()), message);
        stories.put(message.subject(), after);
        changed.put(message.subject(), after);
    }

    /** The stories that are other than before. */
    Map<SubjectId, SubjectStory> changed() {
        return Map.copyOf(changed);
    }
}
