package org.zhuqi.dispatch.domain.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.zhuqi.dispatch.domain.routing.Cases.HOUSING;
import static org.zhuqi.dispatch.domain.routing.Cases.PLANNING;
import static org.zhuqi.dispatch.domain.routing.Cases.matter;
import static org.zhuqi.dispatch.domain.routing.Cases.solved;
import static org.zhuqi.dispatch.domain.routing.Cases.ticket;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.zhuqi.contracts.id.TicketId;

final class CaseIndexTest {
    private static final String TITLE = "二期厂房不动产权证办理";

    @Test
    void theSameTextIsWhollyAlike() {
        CaseIndex index = new CaseIndex(10);
        index.put(ticket(), solved(TITLE, PLANNING));
        index.put(ticket(), solved("员工子女入学", HOUSING));
        List<Neighbour> nearest = index.nearest(matter(TITLE), null, 5, 0.1);
        assertThat(nearest).hasSize(1);
        assertThat(nearest.getFirst().similarity()).isCloseTo(1, within(1e-9));
        assertThat(nearest.getFirst().experience().solver()).isEqualTo(PLANNING);
    }

    @Test
    void aTicketIsNotComparedWithItself() {
        CaseIndex index = new CaseIndex(10);
        TicketId itself = ticket();
        index.put(itself, solved(TITLE, PLANNING));
        assertThat(index.nearest(matter(TITLE), itself, 5, 0.1)).isEmpty();
    }

    @Test
    void whatIsTakenBackIsNotFound() {
        CaseIndex index = new CaseIndex(10);
        TicketId ticket = ticket();
        index.put(ticket, solved(TITLE, PLANNING));
        index.put(ticket, null);
        assertThat(index.nearest(matter(TITLE), null, 5, 0.1)).isEmpty();
        assertThat(index.size()).isZero();
    }

    @Test
    void onlyTheLatestAreKept() {
        CaseIndex index = new CaseIndex(3);
        for (int i = 0; i < 10; i++) {
            index.put(ticket(), solved(TITLE, PLANNING));
        }
        assertThat(index.size()).isEqualTo(3);
        assertThat(index.nearest(matter(TITLE), null, 20, 0.1)).hasSize(3);
    }

    /** However often it was closed up, it finds what an index finds that was filled with the survivors alone. */
    @Test
    void whatWasTakenOutLeavesNoTrace() {
        Random random = new Random(7);
        CaseIndex worn = new CaseIndex(10_000);
        List<TicketId> tickets = new ArrayList<>();
        List<Experience> experiences = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            tickets.add(ticket());
            experiences.add(solved(text(random), PLANNING));
            worn.put(tickets.getLast(), experiences.getLast());
        }
        CaseIndex fresh = new CaseIndex(10_000);
        for (int i = 0; i < 2_000; i++) {
            if (i % 4 == 0) {
                fresh.put(tickets.get(i), experiences.get(i));
            } else {
                worn.put(tickets.get(i), null);
            }
        }
        assertThat(worn.size()).isEqualTo(fresh.size());
        for (int i = 0; i < 20; i++) {
            Matter asked = matter(text(random));
            List<Neighbour> expected = fresh.nearest(asked, null, 10, 0.05);
            List<Neighbour> found = worn.nearest(asked, null, 10, 0.05);
            assertThat(found).hasSameSizeAs(expected);
            for (int n = 0; n < found.size(); n++) {
                assertThat(found.get(n).similarity()).isCloseTo(expected.get(n).similarity(), within(1e-9));
            }
        }
    }

    private static String text(Random random) {
        String characters = "厂房不动产权证办理消防验收员工子女入学贷款融资道路停车供电扩容";
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            text.append(characters.charAt(random.nextInt(characters.length())));
        }
        return text.toString();
    }
}
