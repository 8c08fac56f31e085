/**
 * The ticket service that most teams would write: Spring MVC, JPA, a row for each ticket and a row of history for each step.
 * Runs as a process of its own beside the bench; nothing of ours is in its class path. It authenticates nobody.
 */
@NullMarked
package org.zhuqi.peers.jpa;

import org.jspecify.annotations.NullMarked;
