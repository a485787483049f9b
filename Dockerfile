# The packaged jar on a Java 17 runtime, not as root. Build the jar first: mvn -q package
# There is no Docker engine where this was written: the jar is tested and so is its installation, building this image was not.
#
# The tag gets the security fixes of its line; a release names the digest it was tested with:
#   docker build --build-arg JRE=eclipse-temurin@sha256:... .
ARG JRE=eclipse-temurin:17-jre-noble

# Unpacks the jar and lets this JVM keep an archive of classes. The archive holds for this path alone.
FROM ${JRE} AS installed
COPY target/partner-onboarding.jar /jar/partner-onboarding.jar
RUN java -jar /jar/partner-onboarding.jar install /app

FROM ${JRE}
RUN groupadd --system --gid 10001 onboarding \
 && useradd --system --uid 10001 --gid onboarding --home-dir /app --no-create-home onboarding \
 && mkdir -p /app/data \
 && chown onboarding:onboarding /app/data
WORKDIR /app
# What changes least comes first, so that a new version of the application leaves the layer of its libraries.
COPY --from=installed /app/lib/ ./lib/
COPY --from=installed /app/partner-onboarding.jar /app/classes.* /app/start ./

USER 10001:10001
# Used only by the embedded database and broker; nothing else under /app is writable for this user.
VOLUME /app/data
EXPOSE 8080

ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=70 -XX:+ExitOnOutOfMemoryError"
ENTRYPOINT ["/app/start"]
