package org.zhuqi.dispatch.domain.routing;

/** @param similarity of the texts, 0 to 1 (the cosine of their pairs of characters, rare pairs counting more) */
public record Neighbour(Experience experience, double similarity) {}
