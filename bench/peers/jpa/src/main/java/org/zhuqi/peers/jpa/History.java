package org.zhuqi.peers.jpa;

import org.springframework.data.jpa.repository.JpaRepository;

interface History extends JpaRepository<HistoryEntry, Long> {}
