package org.zhuqi.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FlowableBenchTest {
    /** What is counted is what the engine did: no step is left out, no timer stays behind. */
    @Test
    void everyLifeEndsAsAProcess() throws Exception {
        try (Workplace place = Workplace.in(null);
                Peer peer = FlowableBench.start(place.path())) {
            LoadResult result = FlowableBench.measure(peer, 4, 60, 12);

            assertThat(result.failures()).isZero();
            assertThat(result.lifecycles()).isEqualTo(12);
            assertThat(result.micros().getTotalCount()).isEqualTo(12 * 6);
            assertThat(FlowableBench.ended(peer)).isEqualTo(12);
            assertThat(peer.count(
                            "select count(*) from act_hi_taskinst where end_time_ is not null and assignee_ <> ''"))
                    .isEqualTo(12 * 5);
            assertThat(peer.count("select count(*) from act_hi_actinst where act_type_ = 'boundaryEvent'"))
                    .as("the timer begins with its task")
                    .isEqualTo(12);
            assertThat(peer.count("select count(*) from act_ru_timer_job"))
                    .as("and ends with it")
                    .isZero();
            assertThat(peer.count("select count(*) from act_hi_varinst where length(text_) > 250"))
                    .as("descriptions as long as ours")
                    .isEqualTo(12);
        }
    }
}
