SELECT at, who, what, about FROM act ORDER BY number DESC LIMIT $1
