package org.zhuqi.peers.jpa;

import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface Tickets extends JpaRepository<Ticket, UUID> {}
