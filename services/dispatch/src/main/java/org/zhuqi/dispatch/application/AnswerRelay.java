package org.zhuqi.dispatch.application;

import java.util.Optional;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.dispatch.domain.similar.Answer;

/** How an answer is passed on to a ticket that is merged into the one that was answered. */
public interface AnswerRelay {
    /** What those merged may read: the answer itself may name the first enterprise. */
    String textForMerged(TicketEvent.Answered answered);

    /** Empty: it is not passed on. */
    Optional<TicketCommand> command(Answer answer);
}
